/** What a list of registrations shows: the pool, what others hold, what was decided. */
export const REGISTRATION_TABS = ['waiting', 'mine', 'held', 'decided'] as const
export type RegistrationTab = (typeof REGISTRATION_TABS)[number]
