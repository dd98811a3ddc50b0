/** The mark: a 3 × 3 kernel, strongest in the middle. */
export function Logo({ size = 24 }: { readonly size?: number }) {
  const strengths = [0.35, 0.6, 0.35, 0.6, 1, 0.6, 0.35, 0.6, 0.35];
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 24 24"
      aria-hidden="true"
      fill="var(--mantine-primary-color-filled)"
    >
      {strengths.map((strength, i) => (
        <rect
          key={i}
          x={1 + (i % 3) * 7.5}
          y={1 + Math.floor(i / 3) * 7.5}
          width={7}
          height={7}
          rx={1.5}
          opacity={strength}
        />
      ))}
    </svg>
  );
}
