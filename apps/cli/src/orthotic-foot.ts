import { notOk, ok } from "@plumbline/clinical-model";
import type { Result, Side } from "@plumbline/clinical-model";
import { readMesh } from "@plumbline/geometry";
import { footFromFootprint, footFromMeasures, footFromScan } from "@plumbline/orthotic";
import type { FootShape, OrthoticPrescription, ScanUnit } from "@plumbline/orthotic";
import { measureFile } from "./measure-file.ts";
import { readInput } from "./read-input.ts";
import type { Terminal } from "./terminal.ts";

/** The foot of the measures in the order itself. */
export function footOfOrder(order: OrthoticPrescription, side: Side, path: string): Result<FootShape> {
  const measures = order.feet[side];
  if (measures !== undefined) return ok(footFromMeasures(side, measures));
  return notOk({
    code: "orthotic/no-foot",
    path: `${path}: feet.${side}`,
    message: `The prescription has no measures of the ${side} foot.`,
    hint: "Give lengthMm, ballWidthMm, heelWidthMm and archHeightMm, or a scan with --scan.",
  });
}

/** The foot of a scan; what was found of it rather than told is noted, to be confirmed. */
export async function footOfScan(
  path: string,
  side: Side,
  isFound: boolean,
  unit: ScanUnit | null,
  terminal: Terminal,
): Promise<Result<FootShape>> {
  const bytes = await readInput(path);
  if (!bytes.ok) return bytes;
  const read = readMesh(path, bytes.value);
  if (!read.ok) {
    return notOk({
      code: "orthotic/scan-file",
      path: `${path}: ${read.where}`,
      message: read.message,
      hint: read.hint,
    });
  }
  const scan = footFromScan(read.mesh, { ...(unit !== null && { unit }), ...(!isFound && { side }) });
  if (!scan.ok) return { ok: false, problems: scan.problems.map((problem) => ({ ...problem, path })) };
  const { foot, toConfirm } = scan.value;
  if (foot.side !== side) {
    return notOk({
      code: "orthotic/scan-other-side",
      path,
      message: `The scan looks like a ${foot.side} foot, but the ${side} device is ordered.`,
      hint: `If it is a ${side} foot, say --side ${side}.`,
    });
  }
  if (toConfirm.length > 0) {
    terminal.note(
      `Taken for a ${foot.side} foot in ${scan.value.unit}: ${foot.lengthMm.toFixed(0)} mm long, ${foot.ballWidthMm.toFixed(0)} mm wide, arch ${foot.archHeightMm.toFixed(0)} mm. Please confirm.`,
    );
  }
  return ok(foot);
}

/** The foot of a step on a pressure plate. */
export async function footOfPrint(path: string, side: Side, terminal: Terminal): Promise<Result<FootShape>> {
  const measured = await measureFile({ path, side: null, perFrame: false }, () => {});
  if (!measured.ok) return measured;
  const { report, pictures } = measured.value;
  // A plate has one foot; of insoles the one that is ordered for.
  const at = report.sides.length === 1 ? 0 : report.sides.findIndex((foot) => foot.side === side);
  const recorded = report.sides[at];
  const cells = pictures[at]?.cells ?? null;
  if (recorded === undefined || cells === null) {
    return notOk({
      code: "orthotic/no-print",
      path,
      message: `The recording has no calibrated print of a ${side} foot.`,
      hint: "Use a barefoot step on a calibrated plate.",
    });
  }
  if (recorded.side !== null && recorded.side !== side) {
    return notOk({
      code: "orthotic/print-other-side",
      path,
      message: `The print is of a ${recorded.side} foot, but the ${side} device is ordered.`,
      hint: `Use a step of the ${side} foot.`,
    });
  }
  const foot = footFromFootprint(side, cells, recorded.totals.archIndex ?? null);
  if (!foot.ok) return { ok: false, problems: foot.problems.map((problem) => ({ ...problem, path })) };
  terminal.note(
    `From the print: ${foot.value.lengthMm.toFixed(0)} mm long, ${foot.value.ballWidthMm.toFixed(0)} mm wide. The arch, ${foot.value.archHeightMm.toFixed(0)} mm, is a guess: measure it.`,
  );
  return foot;
}
