import { lazy, Suspense, useState, type ReactElement } from 'react'
import { entryFieldName } from '../../contract/words/entry-words.ts'
import { sentenceOf } from '../shared/call-endpoint.ts'
import { Button } from '../ui/Button.tsx'
import { classNames } from '../ui/class-names.ts'
import { ErrorState } from '../ui/ErrorState.tsx'
import { ErrorSummary } from '../ui/ErrorSummary.tsx'
import { goTo } from '../ui/go-to.ts'
import { Skeleton } from '../ui/Skeleton.tsx'
import { words } from '../words/words.ts'
import type { Pool } from '../work-pool/use-pool.ts'
import { CaseFacts } from './CaseFacts.tsx'
import type { ClaimDetail } from './claim-detail.ts'
import { EntryAside } from './EntryAside.tsx'
import { EntryFoot } from './EntryFoot.tsx'
import { fieldId, type EntryForm, type Noted } from './entry-form.ts'
import { judgeEntry } from './entry-judgement.ts'
import { isReady } from './EventCases.tsx'
import { HoldStrip } from './HoldStrip.tsx'
import { IncidentSection } from './IncidentSection.tsx'
import { LostCase } from './LostCase.tsx'
import { MaterialSlots } from './MaterialSlots.tsx'
import { NotMyCase } from './NotMyCase.tsx'
import { PayeeSection } from './PayeeSection.tsx'
import { ReturnedPoints } from './ReturnedPoints.tsx'
import { SheetsSection } from './SheetsSection.tsx'
import { useClaimEntry } from './use-claim-entry.ts'

const MaterialViewer = lazy(() => import('./MaterialViewer.tsx').then((file) => ({ default: file.MaterialViewer })))
const DeclineDialog = lazy(() => import('./DeclineDialog.tsx').then((file) => ({ default: file.DeclineDialog })))

export type ClaimEntryDeskProps = {
  readonly claim: ClaimDetail
  readonly pool: Pool
  /** Opens the case anew: it was taken, or changed elsewhere. */
  readonly onAgain: () => void
}

/** The form left; what it amounts to, what is missing and what else there is right; images beside on demand. */
export function ClaimEntryDesk({ claim, pool, onAgain }: ClaimEntryDeskProps): ReactElement {
  const mine = claim.state === 'entry' && claim.holder?.mine === true
  const desk = useClaimEntry(claim, mine)
  const { keeper, keeping, assessment, problems, attempted } = desk
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
  const judged = judgeEntry(entry, claim, assessment, keeping)
  const shown = attempted > 0 ? judged.missing.filter(({ path }) => path !== 'calculation') : judged.wrong
  const stillProblems = problems.filter(({ path }) => !shown.some((one) => one.path === path))
  const errors: readonly Noted[] = mine ? [...shown, ...(judged.isFresh ? [] : stillProblems)] : []
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
  const showImages = () => goTo('entry-part-materials')
  const firstImage = claim.materials[0]?.id
  return (
    <>
      {!mine && <NotMyCase claim={claim} pool={pool} onTaken={onAgain} />}
      {keeping.state === 'lost' && <LostCase entry={entry} error={keeping.error} onReload={onAgain} />}
      {mine && keeping.state !== 'lost' && (
        <HoldStrip until={keeping.heldUntil} onRenew={() => void keeper.save(true).catch(() => undefined)} />
      )}
      <ReturnedPoints reasons={claim.state === 'entry' ? claim.reasons : []} />
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
          />
          {assessment.needs.takesSheets && <SheetsSection form={form} />}
          <section className="card card-body" aria-labelledby="entry-part-materials">
            <div className="row spread entry-head">
              <h2 id="entry-part-materials" tabIndex={-1}>
                {words('claimEntry.materials')}
              </h2>
              <Button
                kind="text"
                icon="eye"
                reason={firstImage === undefined ? words('claimEntry.noImages') : undefined}
                onClick={() => setImage(image === undefined ? firstImage : undefined)}
              >
                {words(image === undefined ? 'claimEntry.showImages' : 'claimEntry.hideImages')}
              </Button>
            </div>
            <MaterialSlots claim={claim} editable={!readOnly} onChanged={() => void desk.reassess()} />
          </section>
        </div>
        <aside className="stack" aria-label={words('claimEntry.receipt')}>
          {image === undefined ? (
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
            error={failure}
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
