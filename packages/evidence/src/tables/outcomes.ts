import { SHIPPING_PERMISSIONS } from "../closed-lists.ts";
import type { Outcome } from "../model.ts";
import type { RowReader } from "../row-reader.ts";

export const OUTCOME_COLUMNS = [
  "id",
  "name",
  "construct",
  "items",
  "scoring_rule",
  "range",
  "direction",
  "mcid",
  "mdc",
  "mcid_points",
  "mcid_share",
  "mdc_points",
  "licence_status",
  "may_ship_item_text",
  "recommendation",
  "mark",
  "note",
] as const;

export function readOutcome(row: RowReader): Outcome {
  // "yes (own wording)": a permission, and what it is tied to.
  const [permission = "", terms = ""] = row.text("may_ship_item_text").split(/\s*[()]/);
  return {
    id: row.id("id"),
    name: row.requiredText("name"),
    construct: row.requiredText("construct"),
    items: row.text("items"),
    scoringRule: row.text("scoring_rule"),
    range: row.text("range"),
    direction: row.text("direction"),
    mcid: row.text("mcid"),
    mdc: row.text("mdc"),
    mcidPoints: row.number("mcid_points", { min: 0, max: 1000 }),
    mcidShare: row.probability("mcid_share"),
    mdcPoints: row.number("mdc_points", { min: 0, max: 1000 }),
    licenseStatus: row.requiredText("licence_status"),
    mayShipItemText: row.word("may_ship_item_text", permission, SHIPPING_PERMISSIONS),
    shippingTerms: terms,
    recommendation: row.requiredText("recommendation"),
    mark: row.mark("mark"),
    note: row.text("note"),
  };
}
