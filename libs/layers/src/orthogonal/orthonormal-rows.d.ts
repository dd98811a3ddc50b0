/**
 * `few` orthonormal rows of length `many`, row-major, by the Gram–Schmidt process done twice.
 *
 * Done once, it loses orthogonality to rounding; twice is enough (Giraud et al., 2005).
 *
 * @param draw  random rows, row-major; asked again, with a higher number, should a row depend on those before it
 */
export declare function orthonormalRows(few: number, many: number, draw: (round: number) => Float32Array): Float64Array;
//# sourceMappingURL=orthonormal-rows.d.ts.map