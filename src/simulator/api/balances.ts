/**
 * What an account is worth.
 *
 * @module
 */
import { money } from "./Holding.ts";
import { isOpen } from "./orderAnswer.ts";
import { findListing } from "./securities.ts";
import type { TradingAccount } from "./TradingAccount.ts";

/**
 * An account's figures, as the API answers them.
 *
 * @param account The account.
 * @returns The figures by name, in US dollars; counts as they are. Holdings are worth their last price; buying power is
 * the cash, without credit.
 */
export function balancesAnswer(account: TradingAccount): Readonly<Record<string, number>> {
  const values = account.holdings.map(({ securityId, quantity, averagePrice }) => {
    const { last } = findListing(securityId)!;
    return { value: money(quantity * last), profit: quantity * (last - averagePrice) };
  });
  const sum = (numbers: ReadonlyArray<number>): number => money(numbers.reduce((a, b) => a + b, 0));
  const long = sum(values.map(({ value }) => Math.max(value, 0)));
  const short = sum(values.map(({ value }) => Math.min(value, 0)));
  const { cash, realized } = account;
  const marketValue = money(long + short);
  const equity = money(cash + marketValue);
  return {
    cash,
    netCash: cash,
    excess: cash,
    changeAbsolute: 0,
    changePercent: 0,
    equityTotal: equity,
    pendingOrdersCount: account.orders.filter(isOpen).length,
    netLiquidity: equity,
    stockLongMarketValue: long,
    stockShortMarketValue: short,
    optionLongMarketValue: 0,
    optionShortMarketValue: 0,
    forexLongMarketValue: 0,
    forexShortMarketValue: 0,
    dayTrades: 0,
    stockBuyingPower: cash,
    optionBuyingPower: cash,
    forexBuyingPower: 0,
    dayTradingBuyingPower: cash,
    pendingCash: 0,
    maintenanceMargin: 0,
    optionMaintenanceMargin: 0,
    openPL: sum(values.map(({ profit }) => profit)),
    closePL: realized,
    marketValue,
  };
}
