import '../words/zh/claim-entry.ts'
import '../words/zh/claim-pool.ts'
import '../words/zh/pool.ts'
import { lazy, Suspense, useState, type ReactElement } from 'react'
import { entryFieldName } from '../../contract/words/entry-field-words.ts'
import { sentenceOf } from '../shared/call-endpoint.ts'
import { LeaveGuard } from '../shared/LeaveGuard.tsx'
import { classNames } from '../ui/class-names.ts'
import { ErrorState } from '../ui/ErrorState.tsx'
import { ErrorSummary } from '../ui/ErrorSummary.tsx'
import { goTo } from '../ui/go-to.ts'
import { Skeleton } from '../ui/Skeleton.tsx'
import { reasonsOf, words } from '../words/words.ts'
import { CaseFacts } from './CaseFacts.tsx'
import type { ClaimDetail } from './claim-detail.ts'
import { EntryMaterials } from './EntryMaterials.tsx'
import { EntryFoot } from './EntryFoot.tsx'
import { fieldId, type EntryForm, type Noted } from './entry-form.ts'
import { judgeEntry } from './entry-judgement.ts'
import type { Keeping } from './entry-keeper.ts'
import { isReady } from './ready-sibling.ts'
import { HoldStrip } from './HoldStrip.tsx'
import { IncidentSection } from './IncidentSection.tsx'
import { PayeeSection } from './PayeeSection.tsx'
import { useClaimEntry } from './use-claim-entry.ts'

// What stands beside the form and kinds without sheets need not wait for it.
const EntryAside = lazy(() => import('./EntryAside.tsx').then((file) => ({ default: file.EntryAside })))
const SheetsSection = lazy(() => import('./SheetsSection.tsx').then((file) => ({ default: file.SheetsSection })))
const NotMyCase = lazy(() => import('./NotMyCase.tsx').then((file) => ({ default: file.NotMyCase })))
const ReturnedPoints = lazy(() => import('./ReturnedPoints.tsx').then((file) => ({ default: file.ReturnedPoints })))
const LostCase = lazy(() => import('./LostCase.tsx').then((file) => ({ default: file.LostCase })))
const MaterialViewer = lazy(() => import('./MaterialViewer.tsx').then((file) => ({ default: file.MaterialViewer })))
const DeclineDialog = lazy(() => import('./DeclineDialog.tsx').then((file) => ({ default: file.DeclineDialog })))

const UNSAVED: readonly Keeping['state'][] = ['unsaved', 'saving', 'failed']

export type ClaimEntryDeskProps = {
  readonly claim: ClaimDetail
  /** Opens the case anew: it was taken, or changed elsewhere. */
  readonly onAgain: () => void
}

/** The form left; what it amounts to, what is missing and what else there is right; images beside on demand. */
export function ClaimEntryDesk({ claim, onAgain }: ClaimEntryDeskProps): ReactElement {
  const mine = claim.state === 'entry' && claim.holder?.mine === true
  const desk = useClaimEntry(claim, mine, onAgain)
  const { keeper, keeping, assessment, problems, refused, attempted } = desk
  const [image, setImage] = useState<string>()
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set())
  const [declining, setDeclining] = useState(false)
  if (assessment === undefined)
    return desk.assessError === null ? (
      <Skeleton lines={12} />
    ) : (
      <ErrorState text={sentenceOf(desk.assessError)} onRetry={() => void desk.reassess()} />
    )
  const readOnly = !mine || keeping.state === 'lost'
  const { entry } = keeping
  const isUnsaved = UNSAVED.includes(keeping.state)
  const judged = judgeEntry(entry, claim, assessment, keeping)
  const shown = attempted > 0 ? judged.missing.filter(({ path }) => path !== 'calculation') : judged.wrong
  const stillProblems = [...(judged.isFresh ? [] : problems), ...refused].filter(
    ({ path, sentence }) =>
      !shown.some((one) => one.path === path && (path !== 'siblings' || one.sentence === sentence)),
  )
  const errors: readonly Noted[] = mine ? [...shown, ...stillProblems] : []
  const form: EntryForm = {
    claim,
    entry,
    needs: assessment.needs,
    sheetOrder: assessment.sheetOrder,
    readOnly,
    change: keeper.change,
    field: (path) => fieldProps(path, { claim, errors, findings: mine ? judged.findings : [], readOnly }),
  }
  const { siblings, calculation } = assessment
  const count = 1 + siblings.filter((sibling) => isReady(sibling) && !left.has(sibling.id)).length
  const isZero = judged.isFresh && calculation?.total === '0.00'
  const reason = mine
    ? keeping.state === 'lost'
      ? words('claimEntry.state.lost')
      : undefined
    : words('claimEntry.notTaken')
  const failure = keeping.state === 'lost' || desk.error === null ? undefined : sentenceOf(desk.error)
  const lacking = judged.missing.length > 0 ? judged.missing : [...problems, ...refused]
  const declineProblem =
    keeping.state === 'failed' || keeping.state === 'lost'
      ? sentenceOf(keeping.error)
      : (failure ?? (lacking.length === 0 ? undefined : reasonsOf(lacking.map(({ sentence }) => sentence))))
  const showImages = () => goTo('entry-part-materials')
  const firstImage = claim.materials[0]?.id
  return (
    <>
      {!mine && (
        <Suspense fallback={null}>
          <NotMyCase claim={claim} onTaken={onAgain} />
        </Suspense>
      )}
      {keeping.state === 'lost' && (
        <Suspense fallback={null}>
          <LostCase entry={entry} error={keeping.error} onReload={onAgain} />
        </Suspense>
      )}
      {mine && keeping.state !== 'lost' && (
        <HoldStrip until={keeping.heldUntil} onRenew={() => void keeper.save(true).catch(() => undefined)} />
      )}
      {claim.state === 'entry' && claim.reasons.length > 0 && (
        <Suspense fallback={null}>
          <ReturnedPoints id={claim.id} reasons={claim.reasons} hasFields />
        </Suspense>
      )}
      <div className={classNames('beside', image !== undefined && 'with-image')}>
        <div className="stack">
          <ErrorSummary
            title={words('claimEntry.toMend', { count: errors.length })}
            attempt={attempted}
            lines={errors.map(({ path, sentence }) => ({ field: fieldId(path), message: sentence }))}
          />
          <CaseFacts claim={claim} />
          <PayeeSection form={form} />
          <IncidentSection
            form={form}
            otherKinds={assessment.otherKinds}
            onChangeKind={async (kind) => {
              await desk.changeKind(kind)
              onAgain()
            }}
            onChangeDay={async (day) => {
              await desk.changeDay(day)
              onAgain()
            }}
          />
          {assessment.needs.takesSheets && (
            <Suspense fallback={<Skeleton lines={8} />}>
              <SheetsSection form={form} />
            </Suspense>
          )}
          <EntryMaterials
            claim={claim}
            editable={!readOnly}
            complete={!judged.missing.some(({ path }) => path.startsWith('material.'))}
            shown={image !== undefined}
            onShow={(shown) => setImage(shown ? firstImage : undefined)}
            onChanged={() => void desk.reassess()}
          />
        </div>
        <aside className="stack" aria-label={words('claimEntry.receipt')}>
          {image === undefined ? (
            <Suspense fallback={<Skeleton lines={10} />}>
              <EntryAside
                claim={claim}
                assessment={assessment}
                judged={judged}
                left={left}
                onLeft={setLeft}
                readOnly={readOnly}
                onImages={showImages}
                onAccepted={() => void desk.reassess()}
              />
            </Suspense>
          ) : (
            <Suspense fallback={<Skeleton lines={10} />}>
              <MaterialViewer
                inline
                claim={claim}
                materialId={image}
                onShow={setImage}
                onClose={() => setImage(undefined)}
                areas={claim.reasons.flatMap(({ materialId, area, text }) =>
                  materialId !== null && area !== null ? [{ materialId, area, text }] : [],
                )}
              />
            </Suspense>
          )}
        </aside>
      </div>
      {/* Going on within the pages saves; only where that failed something would be lost. */}
      <LeaveGuard
        leaving={isUnsaved && keeping.error !== null}
        closing={isUnsaved}
        text={words('claimEntry.leaveText')}
      />
      <EntryFoot
        keeping={keeping}
        missing={judged.missing}
        isZero={isZero}
        count={count}
        reason={reason}
        error={failure}
        calculating={desk.calculating}
        submitting={desk.submitting}
        onSave={() => void keeper.save(true).catch(() => undefined)}
        onCalculate={desk.calculate}
        onSubmit={() => desk.submit(left)}
        onDecline={() => setDeclining(true)}
      />
      {declining && (
        <Suspense fallback={null}>
          <DeclineDialog
            number={claim.number}
            pending={desk.submitting}
            error={declineProblem}
            onDecline={(why) => desk.submit(new Set(siblings.map(({ id }) => id)), why)}
            onClose={() => setDeclining(false)}
          />
        </Suspense>
      )}
    </>
  )
}

type Notes = {
  readonly claim: Pick<ClaimDetail, 'reasons'>
  readonly errors: readonly Noted[]
  readonly findings: readonly Noted[]
  readonly readOnly: boolean
}

/** What stands at a field: what is wrong, what a reviewer asked for, what should be looked at again. */
function fieldProps(path: string, { claim, errors, findings, readOnly }: Notes): ReturnType<EntryForm['field']> {
  const error = errors.find((one) => one.path === path)?.sentence
  const asked = claim.reasons.find((point) => point.target === 'field' && point.path === path)?.text
  const finding = findings.find((one) => one.path === path)?.sentence
  const hint =
    asked === undefined && finding === undefined ? undefined : (
      <>
        {asked !== undefined && <span className="field-asked">{words('claimEntry.asked', { text: asked })}</span>}
        {finding !== undefined && <span className="field-doubt">{finding}</span>}
      </>
    )
  return { id: fieldId(path), label: entryFieldName(path), error, readOnly, ...(hint !== undefined && { hint }) }
}
