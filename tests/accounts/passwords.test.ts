import { describe, expect, it } from '@jest/globals';
import { Passwords } from '../../src/accounts/passwords.ts';

describe('a password', () => {
  it('matches its own hash only', async () => {
    const passwords = await Passwords.prepare('nobody');
    const stored = await passwords.hash('a password of mine');

    expect(await passwords.matches(stored, 'a password of mine')).toBe(true);
    expect(await passwords.matches(stored, 'A password of mine')).toBe(false);
  });

  it('is stored as argon2id of 19 MiB and two passes, never twice alike', async () => {
    const passwords = await Passwords.prepare('nobody');

    const [one, other] = await Promise.all([passwords.hash('the same'), passwords.hash('the same')]);

    expect(one).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect(one).not.toBe(other);
  });

  it('row 6: of nobody never matches, not even the text that stands in for it', async () => {
    const passwords = await Passwords.prepare('nobody');

    expect(await passwords.matches(null, 'nobody')).toBe(false);
  });
});
