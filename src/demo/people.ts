/** Somebody invented. */
export interface Person {
  readonly firstName: string;
  readonly lastName: string;
}

// The numbers of first and last names share no factor, so the pairs repeat only after all combinations.
const FIRST_NAMES = split(
  'Aage Birte Carl Dorthe Esben Freja Gorm Helle Ivar Jytte Kaj Lærke Mads Nanna Ole Pernille Rune Sif Troels Ulla Vagn Øjvind Åse',
);
const LAST_NAMES = split(
  'Agerskov Birkholm Dalgaard Engbæk Fjordside Granlund Højmark Isager Juelsby Klitgren Lyngby Møllehave Nørrevang Odinshøj Pilegaard Rosenlund Skovager Tangkær Ulvedal Vestermark Ærøbo Østerbo Åkjær Bakkegaard Enghave Hedelund',
);
const POSITIONS = split('Analyst Bookkeeper Carpenter Designer Driver Engineer Gardener Manager Nurse Planner');

/** The person of a number, always the same. */
export function personOf(number: number): Person {
  return { firstName: pick(FIRST_NAMES, number), lastName: pick(LAST_NAMES, number * 7) };
}

/** What the person of a number does; every ninth has no title. */
export function positionOf(number: number): string | null {
  return number % 9 === 8 ? null : pick(POSITIONS, number);
}

/** An address in a domain that nobody can own. */
export function emailOf({ firstName, lastName }: Person, slug: string): string {
  return `${plain(firstName)}.${plain(lastName)}@${slug}.example`;
}

function plain(name: string): string {
  return name.toLowerCase().replaceAll('æ', 'ae').replaceAll('ø', 'oe').replaceAll('å', 'aa');
}

function split(words: string): readonly string[] {
  return words.split(' ');
}

function pick(list: readonly string[], number: number): string {
  // The remainder is an index of the list, which is never empty.
  return list[number % list.length] as string;
}
