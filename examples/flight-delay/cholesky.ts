/**
 * Solves `matrix · x = right` in place for a symmetric positive definite matrix (row-major, size² long):
 * afterwards `right` holds x and the lower half of `matrix` its Cholesky factor. Throws when the matrix
 * is not positive definite.
 */
export function solveInPlace(matrix: Float64Array, right: Float64Array): void {
  const size = right.length;
  factor(matrix, size);
  for (let row = 0; row < size; row += 1) {
    let sum = right[row]!;
    for (let k = 0; k < row; k += 1) sum -= matrix[row * size + k]! * right[k]!;
    right[row] = sum / matrix[row * size + row]!;
  }
  for (let row = size - 1; row >= 0; row -= 1) {
    let sum = right[row]!;
    for (let k = row + 1; k < size; k += 1) sum -= matrix[k * size + row]! * right[k]!;
    right[row] = sum / matrix[row * size + row]!;
  }
}

function factor(matrix: Float64Array, size: number): void {
  for (let row = 0; row < size; row += 1) {
    for (let column = 0; column < row; column += 1)
      matrix[row * size + column] = remainder(matrix, size, row, column) / matrix[column * size + column]!;
    const square = remainder(matrix, size, row, row);
    if (!(square > 0)) throw new RangeError(`not positive definite at ${row}`);
    matrix[row * size + row] = Math.sqrt(square);
  }
}

/** The remainder of an entry after the columns before it. */
function remainder(matrix: Float64Array, size: number, row: number, column: number): number {
  let sum = matrix[row * size + column]!;
  for (let k = 0; k < column; k += 1) sum -= matrix[row * size + k]! * matrix[column * size + k]!;
  return sum;
}
