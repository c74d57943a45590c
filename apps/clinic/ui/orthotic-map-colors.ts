/** What the colors of a device mean. */
export type DeviceMap = "none" | "thickness" | "height";

/** Thinner than this breaks, and no device is made so away from its rim. */
const TOO_THIN_MM = 2;

/** From which value on each color is: few, so that a legend can name them all. */
const MAP_STEPS: Readonly<
  Record<Exclude<DeviceMap, "none">, readonly { readonly fromMm: number; readonly color: string }[]>
> = {
  thickness: [
    { fromMm: -Infinity, color: "#c0392b" },
    { fromMm: TOO_THIN_MM, color: "#f2d16b" },
    { fromMm: 3, color: "#a8d08d" },
    { fromMm: 4, color: "#5db0a0" },
    { fromMm: 6, color: "#3b7fa5" },
    { fromMm: 10, color: "#3d4f8f" },
  ],
  height: [
    { fromMm: -Infinity, color: "#3d4f8f" },
    { fromMm: 4, color: "#3b7fa5" },
    { fromMm: 8, color: "#5db0a0" },
    { fromMm: 12, color: "#a8d08d" },
    { fromMm: 16, color: "#f2d16b" },
    { fromMm: 22, color: "#e07b39" },
  ],
};

export function mapColor(map: Exclude<DeviceMap, "none">, valueMm: number): string {
  return MAP_STEPS[map].findLast(({ fromMm }) => valueMm >= fromMm)!.color;
}

/** `"3 to 4 mm"`, in the order of the steps. */
export function stepWords(
  map: Exclude<DeviceMap, "none">,
): readonly { readonly words: string; readonly color: string }[] {
  const steps = MAP_STEPS[map];
  return steps.map(({ fromMm, color }, at) => {
    const next = steps[at + 1]?.fromMm;
    const words =
      at === 0 ? `under ${next} mm` : next === undefined ? `${fromMm} mm and more` : `${fromMm} to ${next} mm`;
    return { words, color };
  });
}
