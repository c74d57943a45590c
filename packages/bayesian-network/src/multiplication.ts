/**
 * How one table is multiplied into another over the same or more binary variables.
 *
 * Most variables are compared: both tables must mean the same state. A switch is different: its state 1 says that an
 * effect has been brought about, 0 that it has not yet, and it is brought about in a product when it is in either part.
 * That keeps every term positive, where the difference of two products would lose digits.
 */
export interface Multiplication {
  /** Cell by cell: `to[target] += from[source] * part[place]`. */
  readonly target: Int32Array;
  readonly source: Int32Array;
  readonly place: Int32Array;
  /** Every cell of the product has one term, from the same cell: no switch is in it. */
  readonly isCellwise: boolean;
}

/**
 * @param outer - Variables of the product, bit 0 first.
 * @param inner - Those of the part, a subset.
 * @param isActive - Of each variable of `outer`: for a switch, whether it can be 1 in what is multiplied already; true for
 *   all others.
 * @param isSwitch - Of each variable of `outer`.
 */
export function multiplication(
  outer: readonly number[],
  inner: readonly number[],
  isActive: readonly boolean[],
  isSwitch: readonly boolean[],
): Multiplication {
  const isCellwise = outer.every((variable, bit) => !isSwitch[bit] || (isActive[bit] && !inner.includes(variable)));
  const terms = countTerms(outer, inner, isActive, isSwitch);
  const place = new Int32Array(terms);
  const target = new Int32Array(isCellwise ? 0 : terms);
  const source = new Int32Array(isCellwise ? 0 : terms);
  let count = 1;
  // Each variable repeats the terms so far, once for each way in which it can be 1 in the product.
  const repeat = (first: number, inSource: number, inTarget: number, inPlace: number): void => {
    for (let term = 0; term < count; term++) {
      if (!isCellwise) {
        target[first + term] = target[term]! | inTarget;
        source[first + term] = source[term]! | inSource;
      }
      place[first + term] = place[term]! | inPlace;
    }
  };
  outer.forEach((variable, bit) => {
    const at = inner.indexOf(variable);
    const here = 1 << bit;
    const there = at === -1 ? 0 : 1 << at;
    if (!isSwitch[bit]) {
      repeat(count, here, here, there);
      count *= 2;
      return;
    }
    let next = count;
    if (isActive[bit]) {
      repeat(next, here, here, 0);
      next += count;
    }
    if (at !== -1) {
      repeat(next, 0, here, there);
      next += count;
      if (isActive[bit]) {
        repeat(next, here, here, there);
        next += count;
      }
    }
    count = next;
  });
  return { target, source, place, isCellwise };
}

/** How many terms {@link multiplication} has, without making it. */
export function countTerms(
  outer: readonly number[],
  inner: readonly number[],
  isActive: readonly boolean[],
  isSwitch: readonly boolean[],
): number {
  return outer.reduce((count, variable, bit) => {
    if (!isSwitch[bit]) return 2 * count;
    if (!inner.includes(variable)) return isActive[bit] ? 2 * count : count;
    return isActive[bit] ? 4 * count : 2 * count;
  }, 1);
}

export function multiplyInto(
  to: Float64Array,
  from: Float64Array,
  part: Float64Array,
  { target, source, place, isCellwise }: Multiplication,
): void {
  if (isCellwise) {
    for (let cell = 0; cell < place.length; cell++) to[cell] = from[cell]! * part[place[cell]!]!;
    return;
  }
  to.fill(0);
  for (let term = 0; term < target.length; term++) {
    const cell = target[term]!;
    to[cell] = to[cell]! + from[source[term]!]! * part[place[term]!]!;
  }
}

/** How the sum changes with each cell of `from`, when `adjoint` tells how it changes with each of the product. */
export function adjointOfFrom(
  into: Float64Array,
  adjoint: Float64Array,
  part: Float64Array,
  { target, source, place, isCellwise }: Multiplication,
): void {
  if (isCellwise) {
    for (let cell = 0; cell < place.length; cell++) into[cell] = adjoint[cell]! * part[place[cell]!]!;
    return;
  }
  into.fill(0);
  for (let term = 0; term < target.length; term++) {
    const cell = source[term]!;
    into[cell] = into[cell]! + adjoint[target[term]!]! * part[place[term]!]!;
  }
}

/** The same for each cell of the part. */
export function adjointOfPart(
  into: Float64Array,
  adjoint: Float64Array,
  from: Float64Array,
  { target, source, place, isCellwise }: Multiplication,
): void {
  into.fill(0);
  if (isCellwise) {
    for (let cell = 0; cell < place.length; cell++) {
      into[place[cell]!] = into[place[cell]!]! + adjoint[cell]! * from[cell]!;
    }
    return;
  }
  for (let term = 0; term < target.length; term++) {
    const cell = place[term]!;
    into[cell] = into[cell]! + adjoint[target[term]!]! * from[source[term]!]!;
  }
}
