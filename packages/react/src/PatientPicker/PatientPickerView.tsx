import type { Patient } from '@eventeye/client';
import { useCombobox } from 'downshift';
import { UserPlus, X } from 'lucide-react';
import { FailureNotice } from '../FailureNotice/FailureNotice.js';
import { useFormats } from '../i18n/formats.js';
import { useMessages } from '../i18n/LocaleContext.js';
import { Button } from '../primitives/Button.js';
import { messages } from './messages.js';

/** Properties of {@link PatientPickerView}. */
export interface PatientPickerViewProps {
  /** What is typed. */
  search: string;
  onSearch(text: string): void;
  /** Those who fit, a page of them. */
  patients: readonly Patient[];
  /** Of all who fit. */
  totalCount?: number | undefined;
  state: 'loading' | 'ready' | 'failed';
  error?: { code: string; message: string } | undefined;
  onRetry?: (() => void) | undefined;
  selected?: Patient | null | undefined;
  onSelect(patient: Patient | null): void;
  /** Offers to add somebody new. */
  onCreate?: (() => void) | undefined;
}

/** Finds a patient while one types: a combobox of the WAI-ARIA practices, by keyboard, mouse and finger. */
export function PatientPickerView(props: PatientPickerViewProps) {
  const { search, patients, totalCount, state, error, selected, onSearch, onSelect, onCreate, onRetry } =
    props;
  const text = useMessages(messages);
  const { personName } = useFormats();
  const nameOf = (patient: Patient) => (patient.name ? personName(patient.name) : text.unnamed);
  const combobox = useCombobox<Patient>({
    items: [...patients],
    inputValue: search,
    selectedItem: selected ?? null,
    itemToString: (patient) => (patient ? `${nameOf(patient)} ${patient.mrn}` : ''),
    itemToKey: (patient) => patient?.id,
    onInputValueChange: ({ inputValue }) => onSearch(inputValue),
    onSelectedItemChange: ({ selectedItem }) => onSelect(selectedItem),
  });
  const hidden = (totalCount ?? 0) - patients.length;
  return (
    <div className="ee-picker" part="patient-picker" data-state={state}>
      {/* biome-ignore lint/a11y/noLabelWithoutControl: getLabelProps names the input. */}
      <label {...combobox.getLabelProps({ className: 'ee-picker-label' })}>{text.label}</label>
      <div className="ee-picker-row">
        <input
          {...combobox.getInputProps({
            className: 'ee-input',
            placeholder: text.placeholder,
            autoComplete: 'off',
            spellCheck: false,
          })}
        />
        {search !== '' && (
          <Button
            kind="plain"
            icon={<X />}
            aria-label={text.clear}
            onClick={() => {
              combobox.reset();
              onSelect(null);
            }}
          />
        )}
        {onCreate && (
          <Button icon={<UserPlus />} onClick={onCreate}>
            {text.create}
          </Button>
        )}
      </div>
      <ul
        {...combobox.getMenuProps({ className: 'ee-picker-list', 'data-open': combobox.isOpen || undefined })}
      >
        {combobox.isOpen &&
          patients.map((patient, index) => (
            <li
              key={patient.id}
              {...combobox.getItemProps({ item: patient, index, className: 'ee-picker-item' })}
              data-highlighted={combobox.highlightedIndex === index || undefined}
            >
              <PatientLine patient={patient} name={nameOf(patient)} />
            </li>
          ))}
      </ul>
      <p className="ee-picker-note" role="status">
        {combobox.isOpen &&
          (state === 'loading'
            ? text.loading
            : state === 'ready' && patients.length === 0
              ? text.none
              : hidden > 0
                ? text.more(hidden)
                : '')}
      </p>
      {state === 'failed' && error && <FailureNotice error={error} onRetry={onRetry} />}
    </div>
  );
}

function PatientLine({ patient, name }: { patient: Patient; name: string }) {
  const { date } = useFormats();
  return (
    <>
      <strong>{name}</strong>
      <span className="ee-picker-mrn">{patient.mrn}</span>
      {patient.birthDate && <time dateTime={patient.birthDate}>{date(patient.birthDate)}</time>}
    </>
  );
}
