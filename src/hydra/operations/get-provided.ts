import type { Model } from '../model/model.ts';
import { ProblemError, UNAUTHORIZED } from '../problem.ts';
import type { Run } from '../rows/transaction.ts';
import type { Asked } from './asked.ts';
import type { DeclaredItem } from './declared.ts';
import { digestedAnswer } from './digested-answer.ts';
import { notAcceptable } from './get-item.ts';
import type { Outcome } from './outcome.ts';
import { refuseParameters } from './refuse-parameters.ts';
import type { RowCodecs } from './row-codec.ts';
import { RowTransaction } from './row-transaction.ts';
import type { Rows, Settings } from './rows.ts';
import { frameOf } from './rows.ts';
import type { Addresses } from './shape-text.ts';
import { shapeText } from './shape-text.ts';

/** A body that code gives, with what serving it needs. */
export interface ServedItem {
  readonly declared: DeclaredItem;
  readonly model: Model;
  readonly codecs: RowCodecs;
  readonly rows: Rows;
  readonly settings: Settings;
  readonly addresses: Addresses;
  /** Complete: `/api/me`. */
  readonly path: string;
  readonly offers: Readonly<Record<string, string>>;
}

/** GET of one body that code gives; its tag is a digest of it. */
export async function getProvided(served: ServedItem, asked: Asked): Promise<Outcome> {
  const { caller, media } = asked;
  if (media === null) throw notAcceptable(asked);
  if (caller === null) throw new ProblemError(UNAUTHORIZED);
  refuseParameters(asked);
  const { declared, rows, settings, model, codecs, addresses, path, offers } = served;
  const frame = frameOf(settings, caller.tenant, caller.claims);
  const run: Run = (bounds) => rows.read(caller, frame, bounds, asked.incoming.signal);
  const tx = new RowTransaction({ model, codecs, run, tenant: caller.tenant, spansTenants: false, secrets: false });
  const value = await declared.provider.read({
    caller,
    find: (type, match) => tx.find(type, match),
    signal: asked.incoming.signal,
  });
  const body = shapeText(declared.output, value as Readonly<Record<string, unknown>>, media, addresses, path);
  return digestedAnswer(asked, { media, body, address: path, offers, link: null });
}
