import type { Result } from "@plumbline/clinical-model";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  drawnFoot,
  feetLumbarText,
  footViconText,
  gaitDataText,
  gaitmapText,
  mobgapText,
  movellaDotText,
} from "../../test-data/drawn-walk.ts";
import type { MotionFileOptions } from "../motion-file-options.ts";
import type { MotionSignal } from "../motion-signal.ts";
import { openMotionFile, readMotionFile } from "../open-motion-file.ts";

const foot = drawnFoot(9, 100);
const COLUMNS: MotionFileOptions = {
  columns: {
    time: "t_s",
    sensors: [{ acceleration: ["acc_x", "acc_y", "acc_z"], angularRate: ["gyr_x", "gyr_y", "gyr_z"] }],
  },
};
const FILES: readonly (readonly [string, string, MotionFileOptions])[] = [
  ["gait-data CSV", gaitDataText(foot, foot), {}],
  ["feet-lumbar text", feetLumbarText(foot), {}],
  ["foot-vicon CSV", footViconText(foot, 100), {}],
  ["gaitmap CSV", gaitmapText(foot, foot), {}],
  ["mobgap CSV", mobgapText(foot), {}],
  ["Movella DOT CSV", movellaDotText(foot, 100), {}],
  ["mapped CSV", footViconText(foot, 100), COLUMNS],
];

const encode = (text: string) => new TextEncoder().encode(text);
const read = (text: string, options: MotionFileOptions) => readMotionFile(encode(text), "left.csv", options);
const valuesOf = (result: Result<MotionSignal[]>) => {
  if (!result.ok) throw new Error(result.problems.map(({ message }) => message).join("\n"));
  return result.value.map(({ accelerationMps2, angularRateRadS, gaps, samplingRateHz }) => ({
    accelerationMps2,
    angularRateRadS,
    gaps,
    samplingRateHz,
  }));
};

describe.each(FILES)("%s", (format, text, options) => {
  it("is known by its content", () => {
    const result = read(text, options);
    expect(result.ok && result.value.map((signal) => signal.format)).toContain(format);
  });

  it("reads the same in chunks of any size, with a byte-order mark, CRLF, UTF-16 or a blank end", () => {
    const whole = valuesOf(read(text, options));
    for (const size of [1000, 4099]) {
      const sink = openMotionFile("left.csv", options);
      const bytes = encode(text);
      for (let at = 0; at < bytes.length; at += size) sink.write(bytes.slice(at, at + size));
      expect(valuesOf(sink.end())).toEqual(whole);
    }
    expect(valuesOf(read(`\uFEFF${text}`, options))).toEqual(whole);
    expect(valuesOf(read(`${text.replaceAll("\n", "\r\n")}\r\n\r\n`, options))).toEqual(whole);
    const wide = new Uint8Array(Uint16Array.from(`\uFEFF${text}`, (letter) => letter.charCodeAt(0)).buffer);
    expect(valuesOf(readMotionFile(wide, "left.csv", options))).toEqual(whole);
  });

  it("reads semicolons and decimal commas", () => {
    if (text.includes("\t")) return;
    const european = text.replaceAll(",", ";").replaceAll(/(\d)\.(\d)/g, "$1,$2");
    expect(valuesOf(read(european, options))).toEqual(valuesOf(read(text, options)));
  });

  it("cut anywhere, gives whole samples of the same file or a refusal", () => {
    const whole = read(text, options);
    fc.assert(
      fc.property(fc.integer({ min: 0, max: text.length - 1 }), (end) => {
        const cut = read(text.slice(0, end), options);
        if (!cut.ok) {
          expect(cut.problems[0]!.message).not.toBe("");
          return;
        }
        cut.value.forEach(({ samples, angularRateRadS, units }, sensor) => {
          const signal = whole.ok ? whole.value[sensor]! : null;
          expect(samples).toBeLessThanOrEqual(signal!.samples);
          // A few samples at rest may not show another unit than the whole walk; they are the same numbers all the same.
          if (units.angularRate.value !== signal!.units.angularRate.value) return;
          for (let at = 0; at < samples; at++) expect(angularRateRadS[1][at]).toBe(signal!.angularRateRadS[1][at]);
        });
      }),
      { numRuns: 25 },
    );
  });

  it("with damaged bytes, gives finite numbers or a refusal that names a place", () => {
    const bytes = encode(text);
    const damage = fc.array(fc.tuple(fc.integer({ min: 0, max: bytes.length - 1 }), fc.integer({ min: 0, max: 255 })), {
      minLength: 1,
      maxLength: 6,
    });
    fc.assert(
      fc.property(damage, (changes) => {
        const damaged = bytes.slice();
        for (const [at, byte] of changes) damaged[at] = byte;
        const result = readMotionFile(damaged, "left.csv", options);
        if (!result.ok) {
          for (const { message, hint } of result.problems) expect([message, hint]).not.toContain(undefined);
          return;
        }
        for (const { accelerationMps2, angularRateRadS, samples, samplingRateHz } of result.value) {
          expect(samplingRateHz).toBeGreaterThan(0);
          for (const column of [...(accelerationMps2 ?? []), ...angularRateRadS]) {
            expect(column.length).toBe(samples);
            expect(column.every(Number.isFinite)).toBe(true);
          }
        }
      }),
      { numRuns: 40 },
    );
  });

  it("refuses a damaged number and a short line by their lines", () => {
    const lines = text.split("\n");
    const at = lines.length - 20;
    const separator = lines[at]!.includes("\t") ? "\t" : ",";
    const numbered = (changed: string) => read(lines.toSpliced(at, 1, changed).join("\n"), options);
    const cells = lines[at]!.split(separator);
    const damaged = numbered(cells.toSpliced(3, 1, "4.5.6").join(separator));
    expect(damaged.ok ? null : damaged.problems[0]).toMatchObject({
      code: "motion/not-a-number",
      path: `line ${at + 1}`,
    });
    const short = numbered(cells.slice(0, 5).join(separator));
    expect(short.ok ? null : short.problems[0]).toMatchObject({ code: "motion/row-length", path: `line ${at + 1}` });
  });

  it("fills empty cells by straight lines and says so", () => {
    const lines = text.split("\n");
    const at = lines.length - 20;
    const separator = lines[at]!.includes("\t") ? "\t" : ",";
    const emptied = lines.toSpliced(at, 1, lines[at]!.split(separator).toSpliced(3, 1, "").join(separator)).join("\n");
    const result = read(emptied, options);
    expect(result.ok && result.value[0]!.notes.map(({ code }) => code)).toContain("motion/cells-empty");
    expect(result.ok && result.value[0]!.samples).toBe(foot.length);
  });
});

describe("other files", () => {
  const refusal = (text: string, options: MotionFileOptions = {}) => {
    const result = read(text, options);
    return result.ok ? null : result.problems[0]!;
  };

  it("are refused with what to do", () => {
    expect(refusal("")!.code).toBe("motion/empty");
    expect(refusal(" \n\n")!.code).toBe("motion/empty");
    expect(refusal("Name,Value\na,b\n")).toMatchObject({ code: "motion/unknown-format" });
    expect(refusal("samples,acc_x,acc_y,acc_z,gyr_x,gyr_y,gyr_z\n")!.code).toBe("motion/no-samples");
    const free = "PacketCounter,SampleTimeFine,FreeAcc_X,FreeAcc_Y,FreeAcc_Z\n1,2,3,4,5\n";
    expect(refusal(free)).toMatchObject({ code: "motion/header", path: "line 1" });
  });

  it("are read by a mapping, by titles or by numbers, below lines of remarks", () => {
    const body = foot.map(({ acceleration, angularRate }, at) => [at * 10, ...acceleration, ...angularRate].join(";"));
    const titled = ["A remark", "", "ms;a x [m/s²];a y;a z;w x [rad/s];w y;w z", ...body, ""].join("\n");
    const sensors = [
      { acceleration: ["a x [m/s²]", "a y", "a z"], angularRate: ["w x [rad/s]", "w y", "w z"] },
    ] as const;
    const latin = (text: string) => Uint8Array.from(text, (letter) => letter.charCodeAt(0));
    const latinSensors = sensors as unknown as NonNullable<MotionFileOptions["columns"]>["sensors"];
    const result = readMotionFile(latin(titled), "left.csv", { columns: { time: "ms", sensors: latinSensors } });
    expect(result.ok && result.value[0]).toMatchObject({
      samplingRateHz: 100,
      samples: foot.length,
      units: { angularRate: { value: "rad/s", from: "file" } },
    });
    const numbers = { acceleration: ["2", "3", "4"], angularRate: ["5", "6", "7"] } as const;
    const untitled = read(["A remark", ...body, ""].join("\n"), { columns: { time: "1", sensors: [numbers] } });
    expect(untitled.ok && untitled.value[0]!.samples).toBe(foot.length);
  });

  it("with a mapping that does not fit are refused with the titles that are there", () => {
    const wrong = { acceleration: ["ax", "ay", "az"], angularRate: ["gyr_x", "gyr_y", "gyr_z"] } as const;
    const problem = refusal(mobgapText(foot), { columns: { sensors: [wrong] } })!;
    expect(problem.message).toContain("ax, ay, az");
    expect(problem.hint).toContain("acc_x, acc_y, acc_z");
    const far = { acceleration: ["1", "2", "3"], angularRate: ["4", "5", "60"] } as const;
    expect(refusal(mobgapText(foot), { columns: { sensors: [far] } })!.message).toContain("60");
  });

  it("with a rate that no sensor has are refused", () => {
    expect(refusal(feetLumbarText(foot).replace("100 Hz", "0 Hz"))!.code).toBe("motion/rate");
    expect(refusal(mobgapText(foot), { samplingRateHz: 1e6 })!.code).toBe("motion/rate");
  });

  it("without a rate are refused until one is given", () => {
    const sensor = { acceleration: ["acc_x", "acc_y", "acc_z"], angularRate: ["gyr_x", "gyr_y", "gyr_z"] } as const;
    const columns = { sensors: [sensor] };
    expect(refusal(mobgapText(foot), { columns })!.code).toBe("motion/rate");
    expect(read(mobgapText(foot), { columns, samplingRateHz: 100 }).ok).toBe(true);
  });
});

describe("Movella DOT CSV", () => {
  it("takes the rate from the lines above, or from the sample times, and the side from the tag", () => {
    const stated = read(movellaDotText(foot, 100), {});
    expect(stated.ok && stated.value[0]).toMatchObject({ samplingRateHz: 100, device: "Movella DOT" });
    const unstated = read(movellaDotText(foot, 60).replace(/OutputRate.*\n/, ""), {});
    expect(unstated.ok && unstated.value[0]!.samplingRateHz).toBe(60);
  });
});
