import type { MenuItem } from './shared/menu-item.ts'

/**
 * The left menu, both sides, in the order shown. A page adds its line when it exists; items of one section stand
 * together. `count` names a live count of `use-menu-counts.ts`.
 */
export const menu: readonly MenuItem[] = [
  { path: '/', label: 'menu.home', icon: 'home', side: 'both', desks: [], initials: 'sy' },
]
