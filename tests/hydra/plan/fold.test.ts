import { describe, expect, it } from '@jest/globals';
import { allOf, anyOf, anyone, eq, nodeOf, not, ownTenant, role, signedIn } from '../../../src/hydra/declare/index.ts';
import type { ClassModel } from '../../../src/hydra/model/model.ts';
import { fold, rolesIn, verdict } from '../../../src/hydra/plan/fold.ts';

const keeper = { signedIn: true, roles: new Set(['keeper']) };
const reader = { signedIn: true, roles: new Set(['reader']) };
const nobody = { signedIn: false, roles: new Set<string>() };
// Only what fold looks at.
const tenant = { belongs: 'is-tenant' } as ClassModel;
const book = { belongs: 'tenant' } as ClassModel;

describe('a rule', () => {
  it('is decided where it is about roles only', () => {
    const rule = nodeOf(anyOf(role('keeper'), role('owner')));

    expect(verdict(fold(rule, book, keeper))).toBe('always');
    expect(verdict(fold(rule, book, reader))).toBe('never');
    expect(verdict(fold(rule, book, nobody))).toBe('never');
  });

  it('leaves what is about the row', () => {
    const own = eq('author', 7);
    const rule = nodeOf(anyOf(role('keeper'), own));

    expect(verdict(fold(rule, book, keeper))).toBe('always');
    expect(fold(rule, book, reader)).toEqual(nodeOf(own));
  });

  it('needs every part of an allOf', () => {
    const rule = nodeOf(allOf(role('keeper'), eq('author', 7)));

    expect(fold(rule, book, keeper)).toEqual(nodeOf(eq('author', 7)));
    expect(verdict(fold(rule, book, reader))).toBe('never');
  });

  it('is turned round by not', () => {
    expect(verdict(fold(nodeOf(not(role('keeper'))), book, keeper))).toBe('never');
    expect(verdict(fold(nodeOf(not(role('keeper'))), book, reader))).toBe('always');
    expect(fold(nodeOf(not(eq('a', 1))), book, reader)).toEqual(nodeOf(not(eq('a', 1))));
  });

  it('counts a role of the tenant on rows of the own tenant only', () => {
    expect(fold(nodeOf(role('keeper')), tenant, keeper)).toEqual({ kind: 'ownTenant' });
    expect(verdict(fold(nodeOf(role('keeper')), tenant, reader))).toBe('never');
  });

  it('counts a role of the person on every row', () => {
    const inspector = { signedIn: true, roles: new Set(['inspector']) };

    expect(verdict(fold(nodeOf(role('inspector', 'anywhere')), tenant, inspector))).toBe('always');
  });

  it('takes every row of a tenant for the own tenant', () => {
    expect(verdict(fold(nodeOf(ownTenant), book, reader))).toBe('always');
    expect(fold(nodeOf(ownTenant), tenant, reader)).toEqual({ kind: 'ownTenant' });
  });

  it('tells whether anybody is signed in', () => {
    expect(verdict(fold(nodeOf(signedIn), null, nobody))).toBe('never');
    expect(verdict(fold(nodeOf(signedIn), null, reader))).toBe('always');
    expect(verdict(fold(nodeOf(anyone), null, nobody))).toBe('always');
  });

  it('of nothing holds for all and for none', () => {
    expect(verdict(fold(nodeOf(allOf()), book, reader))).toBe('always');
    expect(verdict(fold(nodeOf(anyOf()), book, reader))).toBe('never');
  });

  it('names the roles that it asks for', () => {
    expect(rolesIn(nodeOf(anyOf(role('a'), allOf(role('b'), not(role('c')), eq('x', 1)))))).toEqual(['a', 'b', 'c']);
  });
});
