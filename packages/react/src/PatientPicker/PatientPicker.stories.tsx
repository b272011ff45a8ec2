import type { Patient } from '@eventeye/client';
import type { Meta, StoryObj } from '@storybook/react-vite';
import { useState } from 'react';
import { expect, fn, userEvent, within } from 'storybook/test';
import { NewPatientForm } from './NewPatientForm.js';
import { PatientPickerView, type PatientPickerViewProps } from './PatientPickerView.js';

const people = ['Choi', 'Han', 'Kim', 'Lee', 'Park'].map((name, index) => ({
  __typename: 'Patient',
  id: `UGF0aWVudDo${index}`,
  mrn: `MRN-00${41 + index}`,
  name: `Phantom ${name}`,
  birthDate: `196${index}-04-02`,
})) as Patient[];

/** Filters as the server does: beginnings of words of the name, or of the record number. */
function Typed(props: PatientPickerViewProps) {
  const [search, setSearch] = useState('');
  const [selected, setSelected] = useState<Patient | null>(null);
  const fits = people.filter(({ name, mrn }) =>
    [mrn, ...(name ?? '').split(' ')].some((word) => word.toLowerCase().startsWith(search.toLowerCase())),
  );
  return (
    <PatientPickerView
      {...props}
      search={search}
      onSearch={setSearch}
      patients={props.state === 'ready' ? fits : []}
      selected={selected}
      onSelect={(patient) => {
        setSelected(patient);
        props.onSelect(patient);
      }}
    />
  );
}

const meta = {
  title: 'People/PatientPicker',
  component: PatientPickerView,
  render: (args) => <Typed {...args} />,
  args: { search: '', onSearch: fn(), patients: [], state: 'ready', onSelect: fn(), onCreate: fn() },
} satisfies Meta<typeof PatientPickerView>;
export default meta;
type Story = StoryObj<typeof meta>;

export const ByKeyboard: Story = {
  play: async ({ canvasElement, args }) => {
    const canvas = within(canvasElement);
    await userEvent.type(canvas.getByRole('combobox', { name: 'Patient' }), 'ki{ArrowDown}');
    await expect(canvas.getAllByRole('option')).toHaveLength(1);
    await userEvent.keyboard('{Enter}');
    await expect(args.onSelect).toHaveBeenCalledWith(expect.objectContaining({ mrn: 'MRN-0043' }));
  },
};

export const Nobody: Story = {
  play: async ({ canvasElement }) => {
    const canvas = within(canvasElement);
    await userEvent.type(canvas.getByRole('combobox'), 'zzz');
    await expect(canvas.getByText('Nobody fits.')).toBeVisible();
  },
};

export const Loading: Story = {
  args: { state: 'loading' },
  play: async ({ canvasElement }) => {
    const canvas = within(canvasElement);
    await userEvent.type(canvas.getByRole('combobox'), 'k');
    await expect(canvas.getByText('Searching …')).toBeVisible();
  },
};

export const Offline: Story = {
  args: { state: 'failed', error: { code: 'NETWORK_FAILED', message: '' }, onRetry: fn() },
};

export const Unauthorised: Story = {
  args: { state: 'failed', error: { code: 'UNAUTHENTICATED', message: 'Sign in to go on.' } },
};

export const Korean: Story = {
  globals: { locale: 'ko', scheme: 'dark' },
  play: async ({ canvasElement }) => {
    await userEvent.click(within(canvasElement).getByRole('combobox', { name: '환자' }));
    await expect(within(canvasElement).getAllByRole('option')).toHaveLength(5);
  },
};

export const NewPatient: StoryObj = {
  render: () => (
    <NewPatientForm
      state="failed"
      error={{
        code: 'PATIENT_MRN_TAKEN',
        message: 'Another patient has this record number. Look it up instead.',
      }}
      onSubmit={created}
    />
  ),
  play: async ({ canvasElement }) => {
    const canvas = within(canvasElement);
    await userEvent.type(canvas.getByLabelText('Record number (MRN)'), ' 4711 {Enter}');
    await expect(created).toHaveBeenCalledWith({ mrn: '4711', name: null, birthDate: null });
  },
};
const created = fn();
