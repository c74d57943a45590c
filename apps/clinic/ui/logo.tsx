/** The mark: a plumb line between two uneven feet of ground. Decorative; the name stands beside it. */
export function Logo() {
  return (
    <svg viewBox="0 0 24 40" aria-hidden="true" focusable="false">
      <path d="M4 2h16" stroke="currentColor" strokeWidth="3" strokeLinecap="round" />
      <path d="M12 2v22" stroke="currentColor" strokeWidth="1.75" />
      <path d="M12 23c4 0 6 2.4 6 5.2 0 3-3 5-6 10.8-3-5.8-6-7.8-6-10.8C6 25.4 8 23 12 23z" fill="var(--brass)" />
    </svg>
  );
}
