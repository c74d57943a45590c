/** A vector over time: x, y and z as columns of one length. */
export type Axes = readonly [Float64Array, Float64Array, Float64Array];

/** Three columns of zeros. */
export function emptyAxes(length: number): Axes {
  return [new Float64Array(length), new Float64Array(length), new Float64Array(length)];
}

/** Length of the vector at each sample. */
export function norm([x, y, z]: Axes): Float64Array {
  const lengths = new Float64Array(x.length);
  for (let at = 0; at < lengths.length; at++) {
    lengths[at] = Math.sqrt(x[at]! * x[at]! + y[at]! * y[at]! + z[at]! * z[at]!);
  }
  return lengths;
}

/** @param matrix - Row-major 3 × 3: row r gives the new axis r in the old ones. */
export function rotated([x, y, z]: Axes, matrix: ArrayLike<number>): Axes {
  const turned = emptyAxes(x.length);
  turned.forEach((column, row) => {
    const [a, b, c] = [matrix[row * 3]!, matrix[row * 3 + 1]!, matrix[row * 3 + 2]!];
    for (let at = 0; at < column.length; at++) column[at] = a * x[at]! + b * y[at]! + c * z[at]!;
  });
  return turned;
}
