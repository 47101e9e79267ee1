/**
 * What can be traded on the simulated market, at prices that never move.
 *
 * @module
 */
/** A security and its prices, in US dollars. */
export interface Listing {
  readonly id: number;
  readonly symbol: string;
  readonly description: string;
  readonly exchange: string;
  readonly type: "CommonStock" | "ETF";
  readonly allowShort: boolean;
  /** What a buyer pays. */
  readonly ask: number;
  /** What a seller gets. */
  readonly bid: number;
  readonly last: number;
}

const listings: ReadonlyArray<Listing> = [
  listing(4, "AAPL", "Apple Inc.", "NASDAQ", "CommonStock", 190),
  listing(7, "MSFT", "Microsoft Corporation", "NASDAQ", "CommonStock", 420),
  listing(12, "SPY", "SPDR S&P 500 ETF Trust", "ARCX", "ETF", 550),
  listing(25, "F", "Ford Motor Company", "NYSE", "CommonStock", 11),
  {
    ...listing(31, "BRK/B", "Berkshire Hathaway Inc. Class B", "NYSE", "CommonStock", 450),
    allowShort: false,
  },
];

const addedAt = "2020-01-02T00:00:00Z";

function listing(
  id: number,
  symbol: string,
  description: string,
  exchange: string,
  type: Listing["type"],
  last: number,
): Listing {
  const [ask, bid] = [last + 0.02, last - 0.02];
  return { id, symbol, description, exchange, type, allowShort: true, ask, bid, last };
}

/**
 * Finds a security.
 *
 * @param symbolOrId Its symbol, or its id.
 * @returns The security, if there is one.
 */
export function findListing(symbolOrId: string | number): Listing | undefined {
  return listings.find(({ id, symbol }) => id === symbolOrId || symbol === symbolOrId);
}

/**
 * Finds securities by a text.
 *
 * @param mask What symbol, exchange or description holds, in capitals or not; all hold the empty text.
 * @returns Those found, by id.
 */
export function lookUpListings(mask: string): ReadonlyArray<Listing> {
  const wanted = mask.toLowerCase();
  return listings.filter(({ symbol, exchange, description }) =>
    [symbol, exchange, description].some((text) => text.toLowerCase().includes(wanted))
  );
}

/**
 * A security, as the API answers it.
 *
 * @param listing The security.
 * @returns The answer.
 */
export function securityAnswer(listing: Listing): Readonly<Record<string, unknown>> {
  return {
    Id: listing.id,
    Symbol: listing.symbol,
    Description: listing.description,
    Exchange: listing.exchange,
    Currency: "USD",
    Type: listing.type,
    AddedDate: addedAt,
    ModifyDate: addedAt,
    Precision: 2,
    VolumePrecision: 0,
    TickSize: 0.01,
    Enabled: true,
    AllowTrade: true,
    AllowMargin: true,
    AllowShort: listing.allowShort,
  };
}
