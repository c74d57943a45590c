import type { Mesh } from "@plumbline/geometry";

/** What may have happened to a scan, by its name. */
export const DAMAGES = {
  "as it is": "nothing",
  turned: "turned by a random rotation and moved",
  noisy: "every vertex off by up to 0.3 mm",
  holes: "one triangle in twenty missing, in patches",
  open: "the upper third cut away",
  "in meters": "lengths divided by 1000",
  "in centimeters": "lengths divided by 10",
  "in inches": "lengths divided by 25.4",
} as const;

/** A scan with damage; deterministic for a deterministic `random`. The scan may be in any unit. */
export function damaged({ positions, triangles }: Mesh, damage: keyof typeof DAMAGES, random: () => number): Mesh {
  const mm = inMillimeters(positions);
  switch (damage) {
    case "as it is":
      return { positions, triangles };
    case "turned":
      return { positions: turned(mm, random), triangles };
    case "noisy":
      return { positions: mm.map((value) => value + (random() - 0.5) * 0.6), triangles };
    case "holes":
      return { positions: mm, triangles: withHoles(triangles, random) };
    case "open":
      return { positions: mm, triangles: below(mm, triangles) };
    case "in meters":
      return { positions: mm.map((value) => value / 1000), triangles };
    case "in centimeters":
      return { positions: mm.map((value) => value / 10), triangles };
    case "in inches":
      return { positions: mm.map((value) => value / 25.4), triangles };
  }
}

function inMillimeters(positions: Float64Array): Float64Array {
  let [from, to] = [Infinity, -Infinity];
  for (const value of positions) {
    from = Math.min(from, value);
    to = Math.max(to, value);
  }
  const factor = to - from < 1 ? 1000 : to - from < 60 ? 10 : 1;
  return positions.map((value) => value * factor);
}

function turned(p: Float64Array, random: () => number): Float64Array {
  // A random unit quaternion (Shoemake 1992).
  const [u, v, w] = [random(), random() * 2 * Math.PI, random() * 2 * Math.PI];
  const [x, y, z, s] = [
    Math.sqrt(1 - u) * Math.sin(v),
    Math.sqrt(1 - u) * Math.cos(v),
    Math.sqrt(u) * Math.sin(w),
    Math.sqrt(u) * Math.cos(w),
  ];
  const rows = [
    [1 - 2 * (y * y + z * z), 2 * (x * y - z * s), 2 * (x * z + y * s)],
    [2 * (x * y + z * s), 1 - 2 * (x * x + z * z), 2 * (y * z - x * s)],
    [2 * (x * z - y * s), 2 * (y * z + x * s), 1 - 2 * (x * x + y * y)],
  ];
  const by = [random() * 500, random() * 500, random() * 500];
  return p.map((_, at) => {
    const [vertex, axis] = [at - (at % 3), at % 3];
    const row = rows[axis]!;
    return row[0]! * p[vertex]! + row[1]! * p[vertex + 1]! + row[2]! * p[vertex + 2]! + by[axis]!;
  });
}

/** Runs of forty triangles missing, one in twenty in all. */
function withHoles(triangles: Uint32Array, random: () => number): Uint32Array {
  const left: number[] = [];
  for (let at = 0; at < triangles.length; at += 120) {
    if (random() >= 0.05) left.push(...triangles.subarray(at, at + 120));
  }
  return Uint32Array.from(left);
}

/** Only what has all its corners in the lower two thirds; z is up in the scans this is used on. */
function below(p: Float64Array, triangles: Uint32Array): Uint32Array {
  let highest = -Infinity;
  for (let at = 2; at < p.length; at += 3) highest = Math.max(highest, p[at]!);
  const left: number[] = [];
  for (let at = 0; at < triangles.length; at += 3) {
    const corners = [...triangles.subarray(at, at + 3)];
    if (corners.every((vertex) => p[vertex * 3 + 2]! <= (highest * 2) / 3)) left.push(...corners);
  }
  return Uint32Array.from(left);
}
