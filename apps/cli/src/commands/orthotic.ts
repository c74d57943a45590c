import { extname } from "node:path";
import loadManifold from "manifold-3d";
import { SIDES, notOk, ok, problemText } from "@plumbline/clinical-model";
import type { Problem, Result, Side } from "@plumbline/clinical-model";
import { encodePng, meshPicture, writeStl, writeThreeMf } from "@plumbline/geometry";
import type { Mesh } from "@plumbline/geometry";
import { SCAN_UNITS, buildDevice, checkDevice, guardDevice, readPrescription } from "@plumbline/orthotic";
import type { DevicePrescription, FootShape, OrthoticPrescription, ScanUnit } from "@plumbline/orthotic";
import { readArguments, singleValue } from "../arguments.ts";
import { UsageError } from "../command.ts";
import type { Command } from "../command.ts";
import { parsePngPath } from "../measuring-options.ts";
import { footOfOrder, footOfPrint, footOfScan } from "../orthotic-foot.ts";
import { orthoticText } from "../orthotic-text.ts";
import type { MadeDevice } from "../orthotic-text.ts";
import { parseJson } from "../parse-json.ts";
import { decodeText, inFile, readInput } from "../read-input.ts";
import type { Terminal } from "../terminal.ts";
import { writeOutput } from "../write-output.ts";

const HELP = `Example: the device of a prescription, ready to print
  npx plumbline orthotic examples/orthotic/prescription.json --out left.3mf

Usage: npx plumbline orthotic RX.json [--scan FOOT | --pressure FILE]
                              [--side left|right]
                              [--out FILE.3mf|FILE.stl] [--png VIEW.png]
                              [--resolution MM] [--unit mm|cm|m|in] [--json]

Builds a custom foot orthotic from a prescription (see examples/orthotic) and
prints what was checked on its mesh: one closed solid, no crossing facets,
thickness, post, heel cup, outline. A prescription that does not go together is
refused with the element to change. "-" reads standard input.

The foot is that of the prescription's own measures, of a scan, or of a print.

Options:
  --scan FOOT         a 3D scan of the bare foot: STL, OBJ or PLY, in any unit,
                      turned any way, open or closed; what was found of unit and
                      side is printed, to be confirmed
  --pressure FILE     a barefoot step on a calibrated pressure plate: its print
                      gives length and widths, and a guess of the arch
  --unit mm|cm|m|in   the scan's unit, when you know it
  --side left|right   the device to build; needed when both are ordered. With
                      --scan also the side of the scan
  --out FILE          the solid: .3mf (with unit and print position) or .stl
                      (mm). Heel at y = 0, toes along +y, up is +z, and +x is
                      the inner side of a left device. A file of that name is
                      replaced
  --png VIEW.png      also draw it, from above and from the side of the arch
  --resolution MM     step of the mesh, 0.3 to 3; 1 when left out
  --json              one line of JSON, for machines;
                      see docs/schemas/orthotic.schema.json
  --help              this text

Exit: 0 built and sound; 1 refused, or a check failed (nothing is written then).
`;

export const orthoticCommand: Command = {
  help: HELP,
  async run(args, terminal) {
    const { flags, values, positionals } = readArguments(args, {
      flags: ["json"],
      values: ["out", "png", "pressure", "resolution", "scan", "side", "unit"],
    });
    if (flags.help) {
      terminal.result(HELP);
      return 0;
    }
    if (positionals.length !== 1) throw new UsageError("orthotic needs one prescription.");
    const side = oneOf("--side", singleValue("--side", values.side), SIDES);
    const unit = oneOf("--unit", singleValue("--unit", values.unit), Object.keys(SCAN_UNITS) as ScanUnit[]);
    const scanPath = singleValue("--scan", values.scan) ?? null;
    const pressurePath = singleValue("--pressure", values.pressure) ?? null;
    if (scanPath !== null && pressurePath !== null)
      throw new UsageError("--scan and --pressure are two feet; choose one.");
    if (unit !== null && scanPath === null) throw new UsageError("--unit goes with --scan.");
    const outPath = singleValue("--out", values.out) ?? null;
    if (outPath !== null && ![".3mf", ".stl"].includes(extname(outPath).toLowerCase())) {
      throw new UsageError(`--out ends in .3mf or .stl, but is "${outPath}".`);
    }
    const pngPath = parsePngPath(singleValue("--png", values.png));
    const resolution = parseResolution(singleValue("--resolution", values.resolution));

    const [path] = positionals as [string];
    const order = await readOrder(path);
    if (!order.ok) return refuse(order.problems, terminal);
    const chosen = chooseSide(order.value, side, path);
    if (!chosen.ok) return refuse(chosen.problems, terminal);
    const device = order.value.devices[chosen.value]!;
    const foot =
      scanPath !== null
        ? await footOfScan(scanPath, chosen.value, side === null, unit, terminal)
        : pressurePath !== null
          ? await footOfPrint(pressurePath, chosen.value, terminal)
          : footOfOrder(order.value, chosen.value, path);
    if (!foot.ok) return refuse(foot.problems, terminal);

    const made = await makeDevice(order.value, device, foot.value, resolution);
    terminal.result(flags.json ? `${JSON.stringify(jsonOf(made))}\n` : orthoticText(made));
    if (!made.report.isSound) {
      terminal.note("plumbline: the solid is not sound, and was not written. See the check that is not met.");
      return 1;
    }
    const written = [
      ...(outPath === null ? [] : [await writeOutput(ok(solidOf(made, outPath)), outPath, "solid")]),
      ...(pngPath === null ? [] : [await writeOutput(ok(pictureOf(made.mesh)), pngPath, "picture")]),
    ];
    const problems = written.flatMap((result) => (result.ok ? [] : result.problems));
    return problems.length === 0 ? 0 : refuse(problems, terminal);
  },
};

function refuse(problems: readonly Problem[], terminal: Terminal): 1 {
  for (const problem of problems) terminal.note(`plumbline: ${problemText(problem)}`);
  return 1;
}

async function readOrder(path: string): Promise<Result<OrthoticPrescription>> {
  const bytes = await readInput(path);
  if (!bytes.ok) return bytes;
  const text = decodeText(bytes.value, path);
  if (!text.ok) return text;
  const json = parseJson(text.value, path);
  if (!json.ok) return json;
  const order = readPrescription(json.value);
  return order.ok ? order : { ok: false, problems: order.problems.map((problem) => inFile(path, problem)) };
}

function chooseSide(order: OrthoticPrescription, side: Side | null, path: string): Result<Side> {
  const ordered = SIDES.filter((each) => order.devices[each] !== undefined);
  if (side === null && ordered.length === 1) return ok(ordered[0]!);
  if (side !== null && ordered.includes(side)) return ok(side);
  return notOk({
    code: "orthotic/side",
    path,
    message: side === null ? "Two devices are ordered." : `No ${side} device is ordered.`,
    hint: side === null ? "Say --side left or --side right." : `Ordered is ${ordered.join(" and ")}.`,
  });
}

async function makeDevice(
  order: OrthoticPrescription,
  device: DevicePrescription,
  foot: FootShape,
  resolution: number,
): Promise<MadeDevice> {
  const kernel = await loadManifold();
  kernel.setup();
  const built = buildDevice(kernel, foot, device, resolution);
  return {
    foot,
    device,
    warnings: guardDevice(device, order),
    report: checkDevice(built, foot, device),
    mesh: built.mesh,
  };
}

/** For machines: everything but the mesh itself. */
function jsonOf({ foot, device, warnings, report }: MadeDevice) {
  const { side, source, lengthMm, ballWidthMm, heelWidthMm, archHeightMm } = foot;
  // JSON has no infinity; what has no upper bound has null.
  const checks = report.checks.map((check) => ({
    ...check,
    allowed: check.allowed.map((bound) => (Number.isFinite(bound) ? bound : null)),
  }));
  return {
    schemaVersion: 1,
    side,
    foot: { source, lengthMm, ballWidthMm, heelWidthMm, archHeightMm },
    device,
    warnings: warnings.map(({ id, element, message, hint, source: from }) => ({
      id,
      element,
      message,
      hint,
      source: from,
    })),
    report: { ...report, checks },
  };
}

function solidOf({ mesh, foot }: MadeDevice, path: string): Uint8Array {
  const name = `${foot.side} foot orthotic`;
  if (extname(path).toLowerCase() === ".stl") return writeStl(mesh, name);
  return writeThreeMf(mesh, {
    name,
    metadata: { Title: name, Application: "Plumbline", Description: "Heel at y = 0, toes along +y, mm." },
    transform: printTransform(mesh),
  });
}

/** On the bed: as it is, lifted so that nothing is below. */
function printTransform({ positions }: Mesh): readonly number[] {
  let lowest = Infinity;
  for (let at = 2; at < positions.length; at += 3) lowest = Math.min(lowest, positions[at]!);
  return [1, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, -lowest];
}

const VIEW_PX = 700;

/** From above, and obliquely, side by side. */
function pictureOf(mesh: Mesh): Uint8Array {
  const options = { widthPx: VIEW_PX, background: [251, 250, 246], color: [134, 190, 190] } as const;
  const views = [
    meshPicture(mesh, { turnDeg: 0, tipDeg: 0 }, options),
    meshPicture(mesh, { turnDeg: 35, tipDeg: -50 }, options),
  ];
  const height = Math.max(...views.map((view) => view.height));
  const rgb = new Uint8Array(VIEW_PX * 2 * height * 3);
  for (let at = 0; at < rgb.length; at += 3) rgb.set(options.background, at);
  views.forEach((view, nth) => {
    for (let y = 0; y < view.height; y++) {
      rgb.set(view.rgb.subarray(y * VIEW_PX * 3, (y + 1) * VIEW_PX * 3), (y * VIEW_PX * 2 + nth * VIEW_PX) * 3);
    }
  });
  return encodePng(VIEW_PX * 2, height, rgb, views[0]!.pixelsPerUnit);
}

function oneOf<Value extends string>(option: string, given: string | undefined, known: readonly Value[]): Value | null {
  const value = known.find((each) => each === given);
  if (given !== undefined && value === undefined) {
    throw new UsageError(`${option} is ${known.join(", ")}, but is "${given}".`);
  }
  return value ?? null;
}

function parseResolution(text: string | undefined): number {
  if (text === undefined) return 1;
  const value = Number(text);
  if (value >= 0.3 && value <= 3) return value;
  throw new UsageError(`--resolution is a number from 0.3 to 3 mm, but is "${text}".`);
}
