import { describe, expect, it } from '@jest/globals';
import { describeOperations } from '../../../src/hydra/operations/describe.ts';
import type { OperationDescription } from '../../../src/hydra/operations/description.ts';
import { givenSources } from './toy-documents.ts';

async function described(): Promise<ReadonlyMap<string, OperationDescription>> {
  const { model, declared, contexts } = await givenSources();
  const operations = describeOperations({ model, declared, vocabulary: contexts });
  return new Map(operations.map((each) => [each.id, each]));
}

/** `404 not-found`, `200`. */
function answers(operation: OperationDescription | undefined): readonly string[] {
  return (operation?.statuses ?? []).map(({ status, problems }) =>
    [String(status), ...problems.map(({ slug }) => slug)].join(' '),
  );
}

describe('the descriptions of operations', () => {
  it('are one for each operation that has a rule', async () => {
    const ids = [...(await described())].map(([id, { method, path }]) => `${id}: ${method} ${path}`);

    expect(ids).toEqual([
      'getEntrypoint: GET /',
      'getDocumentation: GET /docs.jsonld',
      'getDocumentationPage: GET /docs',
      'getOpenApi: GET /openapi.json',
      'getContext: GET /contexts/{class}',
      'getSchema: GET /schemas/{class}',
      'getShape: GET /shapes/{class}',
      'getProblemType: GET /problems/{slug}',
      'listAuthors: GET /authors',
      'createAuthor: POST /authors',
      'getAuthor: GET /authors/{id}',
      'updateAuthor: PATCH /authors/{id}',
      'deleteAuthor: DELETE /authors/{id}',
      'listBooks: GET /books',
      'createBook: POST /books',
      'getBook: GET /books/{id}',
      'updateBook: PATCH /books/{id}',
      'deleteBook: DELETE /books/{id}',
      'listCards: GET /cards',
      'getCard: GET /cards/{id}',
      'listDesks: GET /desks',
      'createDesk: POST /desks',
      'getDesk: GET /desks/{id}',
      'updateDesk: PATCH /desks/{id}',
      'deleteDesk: DELETE /desks/{id}',
      'listEditions: GET /editions',
      'createEdition: POST /editions',
      'getEdition: GET /editions/{id}',
      'updateEdition: PATCH /editions/{id}',
      'deleteEdition: DELETE /editions/{id}',
      'listGenres: GET /genres',
      'createGenre: POST /genres',
      'getGenre: GET /genres/{id}',
      'listLibraries: GET /libraries',
      'getLibrary: GET /libraries/{id}',
      'getHouseRules: GET /libraries/house-rules',
      'updateHouseRules: PATCH /libraries/house-rules',
      'listNotices: GET /notices',
      'createNotice: POST /notices',
      'getNotice: GET /notices/{id}',
      'deleteNotice: DELETE /notices/{id}',
      'listPublishers: GET /publishers',
      'createPublisher: POST /publishers',
      'getPublisher: GET /publishers/{id}',
      'updatePublisher: PATCH /publishers/{id}',
      'deletePublisher: DELETE /publishers/{id}',
      'listShelves: GET /shelves',
      'createShelf: POST /shelves',
      'getShelf: GET /shelves/{id}',
      'updateShelf: PATCH /shelves/{id}',
      'deleteShelf: DELETE /shelves/{id}',
      'lendBook: POST /books/{id}/lend',
      'doorsRing: POST /doors/ring',
    ]);
  });

  it('list what a collection answers: 403 where a role decides, none where rows do', async () => {
    const operations = await described();

    expect(answers(operations.get('listAuthors'))).toEqual([
      '200',
      '304',
      '400 bad-request parameter unknown-host invalid-cursor',
      '401 unauthorized',
      '403 no-library forbidden',
      '406 not-acceptable',
      '500 internal',
      '503 unavailable',
    ]);
    expect(answers(operations.get('listBooks'))).toContain('403 no-library');
    expect(answers(operations.get('listGenres')).filter((each) => each.startsWith('403'))).toEqual([]);
    expect(answers(operations.get('listLibraries')).filter((each) => each.startsWith('403'))).toEqual([]);
  });

  it('list what an item answers; a singleton is always there', async () => {
    const operations = await described();

    expect(answers(operations.get('getGenre'))).toEqual([
      '200',
      '304',
      '400 bad-request parameter unknown-host',
      '401 unauthorized',
      '404 not-found',
      '406 not-acceptable',
      '500 internal',
      '503 unavailable',
    ]);
    expect(answers(operations.get('getHouseRules'))).not.toContain('404 not-found');
  });

  it('list what writes answer', async () => {
    const operations = await described();

    expect(answers(operations.get('createBook'))).toEqual([
      '201',
      '400 bad-request parameter unknown-host idempotency-key',
      '401 unauthorized',
      '403 no-library forbidden',
      '406 not-acceptable',
      '409 idempotency-running closed',
      '413 too-large',
      '415 media-type',
      '422 validation idempotency-reused',
      '500 internal',
      '503 unavailable outcome-unknown',
    ]);
    expect(answers(operations.get('updateBook'))).toEqual([
      '200',
      '204',
      '400 bad-request parameter unknown-host idempotency-key',
      '401 unauthorized',
      '403 no-library forbidden',
      '404 not-found',
      '406 not-acceptable',
      '409 idempotency-running closed',
      '412 precondition-failed',
      '413 too-large',
      '415 media-type',
      '422 validation idempotency-reused',
      '500 internal',
      '503 unavailable outcome-unknown',
    ]);
    expect(answers(operations.get('deleteBook'))).toEqual([
      '204',
      '400 bad-request parameter unknown-host',
      '401 unauthorized',
      '403 no-library forbidden',
      '404 not-found',
      '409 closed',
      '412 precondition-failed',
      '500 internal',
      '503 unavailable outcome-unknown',
    ]);
  });

  it('demand If-Match where changes need it', async () => {
    const operations = await described();
    const headers = (id: string) =>
      operations.get(id)?.expectsHeaders.map(({ name, required }) => [name, required ?? false]);

    expect(headers('updatePublisher')).toEqual([
      ['Content-Type', false],
      ['If-Match', true],
      ['Idempotency-Key', false],
      ['Prefer', false],
    ]);
    expect(headers('updateBook')).toContainEqual(['If-Match', false]);
    expect(answers(operations.get('deletePublisher'))).toContain('428 precondition-required');
    expect(answers(operations.get('updatePublisher'))).toContain('428 precondition-required');
    expect(answers(operations.get('updateBook'))).not.toContain('428 precondition-required');
  });

  it('list what actions answer: those for anybody know no 401, those without a body no 422', async () => {
    const operations = await described();

    expect(answers(operations.get('lendBook'))).toEqual([
      '200',
      '204',
      '400 bad-request parameter unknown-host idempotency-key',
      '401 unauthorized',
      '403 forbidden no-library',
      '404 not-found',
      '406 not-acceptable',
      '409 closed idempotency-running lent',
      '412 precondition-failed',
      '413 too-large',
      '415 media-type',
      '422 validation idempotency-reused',
      '500 internal',
      '503 unavailable outcome-unknown',
    ]);
    expect(answers(operations.get('doorsRing'))).toEqual([
      '204',
      '400 bad-request parameter unknown-host',
      '500 internal',
      '503 unavailable outcome-unknown',
    ]);
    expect(operations.get('doorsRing')?.open).toBe(true);
  });

  it('list the headers of answers', async () => {
    const operations = await described();
    const headersOf = (id: string, status: number) =>
      operations.get(id)?.statuses.find((each) => each.status === status)?.headers;

    expect(headersOf('createAuthor', 201)).toEqual([
      ...[
        'Location',
        'Idempotency-Replayed',
        'ETag',
        'Content-Location',
        'Last-Modified',
        'Allow',
        'Accept-Patch',
        'Preference-Applied',
      ],
    ]);
    expect(headersOf('listGenres', 200)).toEqual([
      ...[
        'ETag',
        'Content-Location',
        'X-Total-Count',
        'Allow',
        'Accept-Post',
        'Content-Language',
        'Preference-Applied',
      ],
    ]);
    expect(headersOf('updateBook', 415)).toEqual(['Accept-Patch']);
    expect(headersOf('updateBook', 412)).toEqual(['ETag']);
    expect(headersOf('getBook', 401)).toEqual(['WWW-Authenticate']);
    expect(headersOf('getBook', 503)).toEqual(['Retry-After']);
  });

  it('refuse two operations of one name', async () => {
    const { model, declared, contexts } = await givenSources();
    const actions = [...declared.actions, ...declared.actions.slice(0, 1)];

    expect(() => describeOperations({ model, declared: { ...declared, actions }, vocabulary: contexts })).toThrow(
      'Operations need names of their own: rename one of each lendBook.',
    );
  });
});
