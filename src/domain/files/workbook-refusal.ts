/** Why a spreadsheet file is not read at all, with the facts that the sentence needs. */
export type WorkbookRefusal =
  | { readonly code: 'file-too-large'; readonly most: number }
  | { readonly code: 'file-empty' }
  | { readonly code: 'file-kind-not-taken' }
  | { readonly code: 'file-is-not-what-its-name-says' }
  | { readonly code: 'password-protected' }
  /** Not readable as the format it claims to be: cut off, overlapping parts, broken XML, contents against the format. */
  | { readonly code: 'file-damaged'; readonly part: string }
  /** Holds what an honest roster never does: bombs, links, document types, archives within. */
  | { readonly code: 'file-unsafe'; readonly reason: UnsafeReason }
  | { readonly code: 'encoding-unknown' }
  | { readonly code: 'too-many-rows'; readonly most: number }
  | { readonly code: 'too-many-columns'; readonly most: number; readonly cell: string }
  | { readonly code: 'cell-too-long'; readonly most: number; readonly cell: string }
  | { readonly code: 'too-many-merges'; readonly most: number }
  | { readonly code: 'no-sheet' }
  | { readonly code: 'took-too-long' }
  | { readonly code: 'took-too-much-memory' }

export type UnsafeReason = 'expands-too-much' | 'too-many-parts' | 'overlap' | 'link' | 'path' | 'nested' | 'doctype'
