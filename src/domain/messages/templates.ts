/** What a message is about, as data: how it goes, what its text is made of, and how long it is worth sending. */
export type MessageFacts = {
  readonly channel: 'sms' | 'mail'
  readonly variables: readonly string[]
  /** Minutes after which it says nothing useful any more and is given up instead of sent late. */
  readonly usefulMinutes: number
}

const CODE = { channel: 'sms', variables: ['code'], usefulMinutes: 5 } as const
const THREE_DAYS = 72 * 60

/** Every message of the system. Variables never hold a document number, phone, card or password (security I-29). */
export const MESSAGES = {
  'code-registration': CODE,
  'code-progress': CODE,
  'code-claim-progress': CODE,
  'code-device': CODE,
  'code-forgotten': CODE,
  'code-change-phone': CODE,
  'code-own-phone': CODE,
  'registration-received': { channel: 'sms', variables: ['number'], usefulMinutes: THREE_DAYS },
  'registration-approved': {
    channel: 'sms',
    variables: ['unitName', 'userName', 'activationCode'],
    usefulMinutes: THREE_DAYS,
  },
  'registration-returned': { channel: 'sms', variables: ['number'], usefulMinutes: THREE_DAYS },
  // Who is invited by an office, or named its handler by a unit, never asked to register.
  'account-invited': {
    channel: 'sms',
    variables: ['organisationName', 'userName', 'activationCode'],
    usefulMinutes: THREE_DAYS,
  },
  'handler-named': { channel: 'sms', variables: ['unitName', 'userName', 'activationCode'], usefulMinutes: THREE_DAYS },
  'unit-change-approved': { channel: 'sms', variables: ['unitName'], usefulMinutes: THREE_DAYS },
  // Where confirmation letters would read differently from now on.
  'unit-change-approved-for-letters': { channel: 'sms', variables: ['unitName'], usefulMinutes: THREE_DAYS },
  'unit-change-returned': { channel: 'sms', variables: ['unitName'], usefulMinutes: THREE_DAYS },
  // To the phone that was the handler's until then: whoever did not want it learns of it.
  'handler-replaced': { channel: 'sms', variables: ['unitName', 'userName', 'at'], usefulMinutes: THREE_DAYS },
  'handler-phone-changed': { channel: 'sms', variables: ['unitName', 'userName', 'at'], usefulMinutes: THREE_DAYS },
  'activation-resent': { channel: 'sms', variables: ['userName', 'activationCode'], usefulMinutes: THREE_DAYS },
  'password-changed': { channel: 'sms', variables: ['userName', 'at'], usefulMinutes: THREE_DAYS },
  'phone-changed': { channel: 'sms', variables: ['userName', 'at'], usefulMinutes: THREE_DAYS },
  'account-locked': { channel: 'sms', variables: ['userName', 'until'], usefulMinutes: 60 },
  'enrolment-approved': { channel: 'sms', variables: ['number', 'amount'], usefulMinutes: THREE_DAYS },
  'enrolment-returned': { channel: 'sms', variables: ['number'], usefulMinutes: THREE_DAYS },
  'invoices-returned': { channel: 'sms', variables: ['number'], usefulMinutes: THREE_DAYS },
  'invoices-voided': { channel: 'sms', variables: ['number', 'count'], usefulMinutes: THREE_DAYS },
  'enrolment-unpaid': { channel: 'sms', variables: ['number', 'lastDay'], usefulMinutes: THREE_DAYS },
  'enrolment-void': { channel: 'sms', variables: ['number'], usefulMinutes: THREE_DAYS },
  'enrolment-lapsed': { channel: 'sms', variables: ['number'], usefulMinutes: THREE_DAYS },
  'payment-confirmed': { channel: 'sms', variables: ['number', 'heads', 'firstDay'], usefulMinutes: THREE_DAYS },
  // Where not everyone is covered from the same day on, by plan or because an earlier cover runs on.
  'payment-confirmed-by-steps': {
    channel: 'sms',
    variables: ['number', 'heads', 'firstDay'],
    usefulMinutes: THREE_DAYS,
  },
  'benefit-paid': { channel: 'sms', variables: ['number', 'amount', 'tail'], usefulMinutes: THREE_DAYS },
  'claim-closed': { channel: 'sms', variables: ['number', 'amount'], usefulMinutes: THREE_DAYS },
  'payment-failed': { channel: 'sms', variables: ['number', 'reason'], usefulMinutes: THREE_DAYS },
  // Several cases of a unit that one file of the bank answers.
  'claims-closed': { channel: 'sms', variables: ['count', 'sum'], usefulMinutes: THREE_DAYS },
  'payments-failed': { channel: 'sms', variables: ['count'], usefulMinutes: THREE_DAYS },
  'payments-again': { channel: 'sms', variables: ['count'], usefulMinutes: THREE_DAYS },
  'payment-came-back': { channel: 'sms', variables: ['number', 'amount'], usefulMinutes: THREE_DAYS },
  'payee-returned': { channel: 'sms', variables: ['number'], usefulMinutes: THREE_DAYS },
  'claim-returned': { channel: 'sms', variables: ['number'], usefulMinutes: THREE_DAYS },
  'claim-refused': { channel: 'sms', variables: ['number'], usefulMinutes: THREE_DAYS },
  'claim-declined': { channel: 'sms', variables: ['number'], usefulMinutes: THREE_DAYS },
  'claim-withdrawn': { channel: 'sms', variables: ['number'], usefulMinutes: THREE_DAYS },
  'invoice-file': { channel: 'mail', variables: ['number', 'unitName', 'planName'], usefulMinutes: THREE_DAYS },
} as const satisfies Record<string, MessageFacts>

export type MessageKind = keyof typeof MESSAGES
export type VariablesOf<Kind extends MessageKind> = Readonly<
  Record<(typeof MESSAGES)[Kind]['variables'][number], string>
>
