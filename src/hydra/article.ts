/** `an Employee`, `a Meeting`, `a User`. */
export function withArticle(name: string): string {
  const vowel = /^[aeiou]/i.test(name) && !/^(?:uni|use|eu)/i.test(name);
  return `${vowel ? 'an' : 'a'} ${name}`;
}
