import type { ClassModel, Model } from '../../model/model.ts';
import type { OperationDescription } from '../../operations/description.ts';
import type { ProblemType } from '../../problem.ts';
import { CONFLICT, ENGINE_PROBLEMS, FORBIDDEN, NOT_FOUND, PRECONDITION, TOO_MANY, VALIDATION } from '../../problem.ts';
import { problemCatalogue } from '../catalogue.ts';
import { homeComment, homeOf } from '../home.ts';
import type { DocumentSources } from '../sources.ts';
import type { Usage } from '../usage.ts';
import { documentedClasses } from '../usage.ts';
import { fieldTable } from './class-section.ts';
import { codeLink, escapeHtml, htmlPage, prose } from './html.ts';
import type { OperationTexts } from './operation-section.ts';
import { operationSection } from './operation-section.ts';
import { parameterTable } from './parameter-table.ts';
import { problemTable, rulesSection } from './rules-section.ts';
import { signInSection } from './sign-in-section.ts';

/** The documentation for people: how to begin, then everything that can be asked for, by resource. */
export function docsPage(
  sources: DocumentSources,
  operations: readonly OperationDescription[],
  usage: Usage,
  origin: string,
): string {
  const { title, description, base, model } = sources;
  const homes = homesOf(model, operations);
  const shapes = documentedClasses(model, usage).filter(({ name }) => !homes.includes(name));
  const texts: OperationTexts = { base, usual: usualProblems(operations) };
  const [first] = model.resources;
  const body = [
    `<h1>${escapeHtml(title)}</h1><p>${prose(description)}</p>`,
    `<p>For programs: ${codeLink(`${base}/docs.jsonld`, 'Hydra')} ${codeLink(`${base}/openapi.json`, 'OpenAPI')}</p>`,
    contents([...homes, ...shapes.map(({ name }) => name)]),
    signInSection(sources, origin, first?.resource.path ?? ''),
    rulesSection(base, operations, texts.usual),
    ...homes.map((home) => homeSection(sources, operations, usage, texts, home)),
    ...shapes.map((of) => `<section>${heading(of.name, of.comment)}${classText(base, of, usage)}</section>`),
    `<h2 id="problems">Problems</h2>${problemTable(base, [...problemCatalogue(sources.declared, sources.problems).values()])}`,
  ];
  return htmlPage(title, body.join(''));
}

function contents(names: readonly string[]): string {
  const links = names.map((name) => `<a href="#${escapeHtml(name)}">${escapeHtml(name)}</a>`);
  const before = '<a href="#sign-in">Begin here</a> · <a href="#rules">What holds everywhere</a>';
  return `<nav><p>${before} · ${links.join(' · ')} · <a href="#problems">Problems</a></p></nav>`;
}

function heading(name: string, comment: string): string {
  return `<h2 id="${escapeHtml(name)}">${escapeHtml(name)}</h2><p>${prose(comment)}</p>`;
}

function homeSection(
  { model, base, parametersOf }: DocumentSources,
  operations: readonly OperationDescription[],
  usage: Usage,
  texts: OperationTexts,
  home: string,
): string {
  const own = operations.filter((operation) => homeOf(operation) === home);
  const of = model.resources.find(({ name }) => name === home);
  const listed =
    of !== undefined && own.some(({ kind }) => kind === 'list') ? parameterTable(parametersOf(of, 'list')) : '';
  const fields = of === undefined ? '' : classText(base, of, usage);
  const texted = own.map((each) => operationSection(texts, each)).join('');
  return `<section>${heading(home, homeComment(model, home))}${fields}${listed}${texted}</section>`;
}

function classText(base: string, of: ClassModel, usage: Usage): string {
  const links = ['context', 'schema', 'shape'].map((each) => codeLink(`${base}/${each}s/${of.name}`, each));
  return `${fieldTable(of, usage)}<p>${links.join(' ')}</p>`;
}

/** The engine's own kinds are told once for all, apart from those that say something about an operation. */
function usualProblems(operations: readonly OperationDescription[]): ReadonlySet<ProblemType> {
  const listed = new Set(operations.flatMap(({ statuses }) => statuses.flatMap(({ problems }) => problems)));
  return new Set(ENGINE_PROBLEMS.filter((problem) => listed.has(problem) && !TELLING.has(problem)));
}

const TELLING: ReadonlySet<ProblemType> = new Set([FORBIDDEN, NOT_FOUND, CONFLICT, PRECONDITION, VALIDATION, TOO_MANY]);

/** Callers first, since everything else needs their token; the documents themselves last. */
function homesOf(model: Model, operations: readonly OperationDescription[]): readonly string[] {
  const names = [...new Set(operations.map(homeOf))];
  const resources = new Set(model.resources.map(({ name }) => name));
  const others = names.filter((name) => !resources.has(name)).sort();
  return [...others.slice(0, 1), ...names.filter((name) => resources.has(name)), ...others.slice(1)];
}
