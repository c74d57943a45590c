/** Rounding error of the determinant below, as a part of the sum of its terms' sizes (Shewchuk 1997, doi:10.1007/PL00009321). */
const ERROR_BOUND = 7.771561172376103e-16;
/** What rounding leaves open is decided on a lattice of about a nanometer, exactly. */
const LATTICE = 2 ** 30;

/**
 * On which side of the plane through a, b and c the point d lies: 1 below (a, b, c counter-clockwise seen from the other
 * side), −1 above, 0 on it. Points are places in `p`, in vertices. Exact where rounding could decide.
 */
export function orientation(p: Float64Array, a: number, b: number, c: number, d: number): -1 | 0 | 1 {
  const [at, bt, ct, dt] = [a * 3, b * 3, c * 3, d * 3];
  const adx = p[at]! - p[dt]!;
  const ady = p[at + 1]! - p[dt + 1]!;
  const adz = p[at + 2]! - p[dt + 2]!;
  const bdx = p[bt]! - p[dt]!;
  const bdy = p[bt + 1]! - p[dt + 1]!;
  const bdz = p[bt + 2]! - p[dt + 2]!;
  const cdx = p[ct]! - p[dt]!;
  const cdy = p[ct + 1]! - p[dt + 1]!;
  const cdz = p[ct + 2]! - p[dt + 2]!;
  const bc = bdx * cdy - cdx * bdy;
  const ca = cdx * ady - adx * cdy;
  const ab = adx * bdy - bdx * ady;
  const determinant = adz * bc + bdz * ca + cdz * ab;
  const size =
    Math.abs(adz) * (Math.abs(bdx * cdy) + Math.abs(cdx * bdy)) +
    Math.abs(bdz) * (Math.abs(cdx * ady) + Math.abs(adx * cdy)) +
    Math.abs(cdz) * (Math.abs(adx * bdy) + Math.abs(bdx * ady));
  if (Math.abs(determinant) > ERROR_BOUND * size) return determinant > 0 ? 1 : -1;
  return exactOrientation(p, at, bt, ct, dt);
}

function exactOrientation(p: Float64Array, a: number, b: number, c: number, d: number): -1 | 0 | 1 {
  const whole = (at: number): bigint => BigInt(Math.round(p[at]! * LATTICE));
  const from = (at: number): [bigint, bigint, bigint] => [
    whole(at) - whole(d),
    whole(at + 1) - whole(d + 1),
    whole(at + 2) - whole(d + 2),
  ];
  const [ax, ay, az] = from(a);
  const [bx, by, bz] = from(b);
  const [cx, cy, cz] = from(c);
  const determinant = az * (bx * cy - cx * by) + bz * (cx * ay - ax * cy) + cz * (ax * by - bx * ay);
  return determinant > 0n ? 1 : determinant < 0n ? -1 : 0;
}
