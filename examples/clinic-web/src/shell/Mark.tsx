/** The product's mark; the name stands beside it. */
export function Mark() {
  return (
    <svg className="cw-mark" viewBox="0 0 32 32" aria-hidden="true">
      <rect width="32" height="32" rx="8" />
      <path d="M4 16c3.4-5.2 7.4-7.8 12-7.8s8.6 2.6 12 7.8c-3.4 5.2-7.4 7.8-12 7.8S7.4 21.2 4 16Z" />
      <circle cx="16" cy="16" r="3.8" />
    </svg>
  );
}
