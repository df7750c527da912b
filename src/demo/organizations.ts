/** What an organization of the demo data consists of, ids apart. */
export interface DemoOrganization {
  readonly slug: string;
  readonly name: string;
  readonly type: 'demo' | 'production';
  readonly configs: Readonly<Record<'timeZone' | 'interfaceLanguage', string>>;
  /** The first one is the default. */
  readonly addresses: readonly DemoAddress[];
  readonly locations: readonly DemoLocation[];
  /** How many people work there; the first number of `personOf`. */
  readonly employees: number;
  readonly firstPerson: number;
  readonly meetings: number;
}

interface DemoAddress {
  readonly name: string;
  readonly tin_type: 'vat' | 'none' | null;
  readonly tin: string | null;
  readonly tin_country_id: string | null;
  readonly street_line: string;
  readonly building_number: string;
  readonly locale_number: string | null;
  readonly post_code: string;
  readonly city: string;
  readonly country_id: string;
}

interface DemoLocation {
  readonly name: string;
  readonly office_open_hour: number | null;
  readonly office_close_hour: number | null;
}

const NORDLYS: DemoOrganization = {
  slug: 'nordlys',
  name: 'Nordlys ApS',
  type: 'demo',
  configs: { timeZone: 'Europe/Copenhagen', interfaceLanguage: 'da' },
  addresses: [
    address('Headquarters', 'vat', 'DK00112233', 'DK', 'Fyrtårnsvej 12 8000 Århus', '3'),
    address('Warehouse', null, null, 'DK', 'Engdraget 4 5000 Odense'),
    address('Stockholm', 'vat', 'SE000011223301', 'SE', 'Norrskensgatan 27 11122 Stockholm', '14 tr'),
  ],
  locations: [
    location('Århus', 8, 16),
    location('Odense', 7, 15),
    location('Stockholm', 9, 17),
    location('Ærø', 10, 14),
    location('Night shift', 0, 24),
    location('On the road', null, null),
  ],
  employees: 45,
  firstPerson: 0,
  meetings: 240,
};

const HAVBLIK: DemoOrganization = {
  slug: 'havblik',
  name: 'Havblik A/S',
  type: 'production',
  configs: { timeZone: 'Europe/Oslo', interfaceLanguage: 'en' },
  addresses: [address('Office', 'none', null, 'NO', 'Bryggegata 9 5003 Bergen')],
  locations: [location('Bergen', 8, 16), location('Harbour', 6, null)],
  employees: 12,
  firstPerson: 45,
  meetings: 40,
};

/** The two organizations of the demo data; every name is invented. */
export const DEMO_ORGANIZATIONS: readonly DemoOrganization[] = [NORDLYS, HAVBLIK];

/** `line` is street, number, post code and city. */
function address(
  name: string,
  type: DemoAddress['tin_type'],
  tin: string | null,
  country: string,
  line: string,
  locale: string | null = null,
): DemoAddress {
  const [street = '', building = '', code = '', city = ''] = line.split(' ');
  return {
    name,
    tin_type: type,
    tin,
    tin_country_id: tin === null ? null : country,
    street_line: street,
    building_number: building,
    locale_number: locale,
    post_code: code,
    city,
    country_id: country,
  };
}

function location(name: string, opens: number | null, closes: number | null): DemoLocation {
  return { name, office_open_hour: opens, office_close_hour: closes };
}
