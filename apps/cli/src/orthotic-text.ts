import type { Mesh } from "@plumbline/geometry";
import { ELEMENTS } from "@plumbline/orthotic";
import type { DeviceCheck, DevicePrescription, DeviceReport, FootShape, Guard } from "@plumbline/orthotic";
import { textTable } from "./text-table.ts";

export interface MadeDevice {
  readonly foot: FootShape;
  readonly device: DevicePrescription;
  readonly warnings: readonly Guard[];
  readonly report: DeviceReport;
  readonly mesh: Mesh;
}

/** What was built and what was checked, for a person to read. */
export function orthoticText({ foot, device, warnings, report }: MadeDevice): string {
  const ordered = Object.entries(ELEMENTS)
    .filter(([name]) => device[name as keyof typeof ELEMENTS] !== 0)
    .map(([name, { name: words, unit }]) => [words, `${device[name as keyof typeof ELEMENTS]} ${unit}`]);
  const { mesh } = report;
  const solid = [
    [
      "One closed solid without handles",
      yesNo(mesh.openEdges + mesh.badEdges === 0 && mesh.pieces === 1 && mesh.genus === 0),
    ],
    ["Degenerate facets", String(mesh.degenerate)],
    ["Crossing facets", String(mesh.crossings)],
    ["Facets", String(mesh.triangles)],
    ["Volume", `${(mesh.volume / 1000).toFixed(1)} cm³`],
  ];
  return `${foot.side === "left" ? "Left" : "Right"} device, ${device.length} length

Foot (${foot.source}): ${foot.lengthMm.toFixed(0)} mm long, ball ${foot.ballWidthMm.toFixed(0)} mm, heel ${foot.heelWidthMm.toFixed(0)} mm, arch ${foot.archHeightMm.toFixed(0)} mm high

Ordered
${textTable([...ordered, ["Rearfoot post block", yesNo(device.hasRearfootPost)], ["First-ray cut-out", yesNo(device.hasFirstRayCutout)]], "ll", "  ")}
${warnings.map(({ message, hint, source }) => `Mind: ${message} ${hint} (${source})\n`).join("")}
Checked on the mesh
${textTable([...solid, ...report.checks.map(checkRow)], "ll", "  ")}
${report.isSound ? "Sound: it can be printed as ordered." : "NOT SOUND: a check is not met."}
A clinician orders and fits a device; look at the skin within days of the first wear.
`;
}

function checkRow({ name, unit, ordered, measured, isMet }: DeviceCheck): string[] {
  const found = `${measured.toFixed(2)} ${unit}`.trim();
  const wanted = ordered === null ? "" : ` (ordered ${ordered} ${unit}`.trimEnd() + (ordered === null ? "" : ")");
  return [name, `${found}${wanted}${isMet ? "" : "  NOT MET"}`];
}

function yesNo(value: boolean): string {
  return value ? "yes" : "no";
}
