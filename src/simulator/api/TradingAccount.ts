/**
 * A user's trading account: cash, positions and orders.
 *
 * @module
 */
import { fillPrice, isBuy } from "./fillPrice.ts";
import { emptyHolding, type Holding, money, trade } from "./Holding.ts";
import { isOpen } from "./orderAnswer.ts";
import { type Estimate, estimate } from "./estimate.ts";
import { findListing } from "./securities.ts";
import type { SimulatedOrder, SimulatedOrderTerms } from "./SimulatedOrder.ts";

const cashAtFirst = 100_000;

/** An order whose state the account changes. */
type OwnOrder = { -readonly [Field in keyof SimulatedOrder]: SimulatedOrder[Field] };

/** The account. Money is in US dollars. */
export class TradingAccount {
  readonly id: number;
  readonly userId: number;
  readonly #clock: () => number;
  readonly #orders = new Map<number, OwnOrder>();
  readonly #pending = new Set<OwnOrder>();
  readonly #holdings = new Map<number, Holding>();
  #cash = cashAtFirst;
  #realized = 0;

  constructor(id: number, userId: number, clock: () => number) {
    this.id = id;
    this.userId = userId;
    this.#clock = clock;
  }

  get cash(): number {
    return this.#cash;
  }

  /** The profit of all that was closed. */
  get realized(): number {
    return this.#realized;
  }

  /** What is held, without what was closed. */
  get holdings(): ReadonlyArray<Holding> {
    return [...this.#holdings.values()].filter(({ quantity }) => quantity !== 0);
  }

  /** The orders, oldest first. */
  get orders(): ReadonlyArray<SimulatedOrder> {
    return [...this.#orders.values()];
  }

  /** An order, if it is here. */
  order(id: number): SimulatedOrder | undefined {
    return this.#orders.get(id);
  }

  /** How many of a security are held; below 0 for a short position. */
  held(securityId: number): number {
    return this.#holdings.get(securityId)?.quantity ?? 0;
  }

  /** What an order would cost now, and why it would be rejected. */
  estimate(terms: SimulatedOrderTerms): Estimate {
    const listing = findListing(terms.Symbol)!;
    return estimate(terms, listing, this.#cash, this.held(listing.id));
  }

  /** Notes an order. */
  place(id: number, terms: SimulatedOrderTerms): SimulatedOrder {
    const now = this.#now();
    const order: OwnOrder = {
      ...terms,
      Id: id,
      AccountId: this.id,
      UserId: this.userId,
      SecurityId: findListing(terms.Symbol)!.id,
      Status: "PendingNew",
      ExecutedQuantity: 0,
      AveragePrice: 0,
      CreateDate: now,
      TransactionDate: now,
    };
    this.#orders.set(id, order);
    this.#pending.add(order);
    return order;
  }

  /** Changes an order; `false` where it is too late. */
  replace(id: number, change: Partial<SimulatedOrderTerms>): boolean {
    const order = this.#open(id);
    if (order === undefined) return false;
    Object.assign(order, change, { Status: "PendingReplace", TransactionDate: this.#now() });
    this.#pending.add(order);
    return true;
  }

  /** Cancels an order; `false` where it is too late. */
  cancel(id: number): boolean {
    const order = this.#open(id);
    if (order === undefined) return false;
    Object.assign(order, { Status: "Canceled", TransactionDate: this.#now() });
    this.#pending.delete(order);
    return true;
  }

  /** Forgets an order, so that memory has an end. */
  forget(id: number): void {
    const order = this.#orders.get(id);
    if (order !== undefined) this.#pending.delete(order);
    this.#orders.delete(id);
  }

  /** Lets the market look at the orders that are pending, in the order of their arrival. */
  settle(): void {
    for (const order of this.#pending) this.#settle(order);
    this.#pending.clear();
  }

  #settle(order: OwnOrder): void {
    order.TransactionDate = this.#now();
    const { problem } = this.estimate(order);
    if (problem !== undefined) {
      Object.assign(order, { Status: "Rejected", Description: problem });
      return;
    }
    const price = fillPrice(order, findListing(order.SecurityId)!);
    const atOnce = order.TimeInForce === "ImmediateOrCancel" || order.TimeInForce === "FillOrKill";
    if (price !== undefined) this.#fill(order, price);
    else order.Status = atOnce ? "Canceled" : "New";
  }

  #fill(order: OwnOrder, price: number): void {
    const quantity = isBuy(order) ? order.Quantity : -order.Quantity;
    const now = this.#clock();
    const before = this.#holdings.get(order.SecurityId);
    const opened = before === undefined || before.quantity === 0
      ? emptyHolding(order.Id, this.id, order.SecurityId, now)
      : before;
    const after = trade(opened, quantity, price, now);
    this.#holdings.set(order.SecurityId, after);
    this.#realized = money(this.#realized + after.realized - opened.realized);
    this.#cash = money(this.#cash - quantity * price);
    Object.assign(order, { Status: "Filled", ExecutedQuantity: order.Quantity, AveragePrice: price });
  }

  #open(id: number): OwnOrder | undefined {
    const order = this.#orders.get(id);
    return order !== undefined && isOpen(order) ? order : undefined;
  }

  #now(): string {
    return new Date(this.#clock()).toISOString();
  }
}
