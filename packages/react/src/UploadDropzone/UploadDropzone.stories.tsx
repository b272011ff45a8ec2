import { EventEyeProvider } from '@eventeye/client/react';
import { aPatient, createMockClient } from '@eventeye/client/testing';
import type { Meta, StoryObj } from '@storybook/react-vite';
import { expect, fireEvent, fn, userEvent, waitFor, within } from 'storybook/test';
import { times, uploadOf } from '../storyData/uploads.js';
import { UploadDropzone } from './UploadDropzone.js';
import { UploadDropzoneView } from './UploadDropzoneView.js';

const meta = {
  title: 'Images/UploadDropzone',
  component: UploadDropzoneView,
  args: {
    ...uploadOf([]),
    onFiles: fn(),
    onPause: fn(),
    onResume: fn(),
    onRetryFile: fn(),
    onClear: fn(),
  },
} satisfies Meta<typeof UploadDropzoneView>;
export default meta;
type Story = StoryObj<typeof meta>;

const inputOf = (canvasElement: HTMLElement, name: string) =>
  canvasElement.querySelector<HTMLInputElement>(`input[name="${name}"]`)!;

export const Empty: Story = {
  play: async ({ canvasElement, args }) => {
    const canvas = within(canvasElement);
    const input = inputOf(canvasElement, 'files');
    // By keyboard alone: the first stop is the button that opens the system's own dialog.
    const clicked = fn();
    input.addEventListener('click', (event) => {
      event.preventDefault();
      clicked();
    });
    await userEvent.tab();
    await expect(canvas.getByRole('button', { name: 'Choose files' })).toHaveFocus();
    await userEvent.keyboard('{Enter}');
    await expect(clicked).toHaveBeenCalledOnce();
    await expect(inputOf(canvasElement, 'folder').webkitdirectory).toBe(true);

    const files = [new File(['1'], 'IM0001'), new File(['2'], '.DS_Store')];
    fireEvent.change(input, { target: { files } });
    await expect(args.onFiles).toHaveBeenCalledWith([files[0]]);
  },
};

export const Dropping: Story = {
  play: async ({ canvasElement, args }) => {
    const zone = canvasElement.querySelector('[part="dropzone"]')!;
    const dataTransfer = new DataTransfer();
    dataTransfer.items.add(new File(['1'], 'IM0001.dcm'));
    dataTransfer.items.add(new File(['2'], 'IM0002.dcm'));
    const drag = (type: string) =>
      zone.dispatchEvent(new DragEvent(type, { dataTransfer, bubbles: true, cancelable: true }));
    drag('dragover');
    await waitFor(() => expect(zone).toHaveAttribute('data-over', 'true'));
    drag('drop');
    await waitFor(() => expect(args.onFiles).toHaveBeenCalledOnce());
    await waitFor(() => expect(zone).not.toHaveAttribute('data-over'));
    drag('dragover');
  },
};

export const Running: Story = {
  args: uploadOf([...times(6, 'stored'), ...times(2, 'sending'), ...times(4, 'waiting')]),
  play: async ({ canvasElement, args }) => {
    const canvas = within(canvasElement);
    await expect(canvas.getByRole('status')).toHaveTextContent('Uploading 12 files');
    await expect(canvas.getByRole('progressbar')).toBeVisible();
    await userEvent.click(canvas.getByRole('button', { name: 'Pause' }));
    await expect(args.onPause).toHaveBeenCalledOnce();
  },
};

export const Paused: Story = {
  args: uploadOf([...times(6, 'stored'), ...times(6, 'stopped')]),
  play: async ({ canvasElement, args }) => {
    const canvas = within(canvasElement);
    await expect(canvas.getByRole('status')).toHaveTextContent('Upload paused');
    await expect(canvasElement).toHaveTextContent('6 of 12 files');
    await userEvent.click(canvas.getByRole('button', { name: 'Resume' }));
    await expect(args.onResume).toHaveBeenCalledOnce();
  },
};

/** A bad file has its sentence and spoils no other. */
export const SomeRefused: Story = {
  args: uploadOf([...times(3, 'stored'), 'refused', 'stored', 'failed', 'skipped']),
  play: async ({ canvasElement, args }) => {
    const canvas = within(canvasElement);
    await expect(canvas.getByRole('status')).toHaveTextContent('4 files stored, 2 not');
    await expect(canvasElement).toHaveTextContent('ends before its pixel data does');
    await userEvent.click(canvas.getByRole('button', { name: 'Send IM0004.dcm again' }));
    await expect(args.onRetryFile).toHaveBeenCalledWith(3);
    await userEvent.click(canvas.getByRole('button', { name: 'Retry failed' }));
    await expect(args.onResume).toHaveBeenCalledOnce();
    await userEvent.click(canvas.getByRole('checkbox', { name: 'Show only the 2 with problems' }));
    await expect(within(canvas.getByRole('list', { name: 'Files' })).getAllByRole('listitem')).toHaveLength(
      2,
    );
    await userEvent.click(canvas.getByRole('checkbox'));
  },
};

export const Done: Story = {
  args: uploadOf(times(160, 'stored')),
  play: async ({ canvasElement, args }) => {
    const canvas = within(canvasElement);
    await expect(canvas.getByRole('status')).toHaveTextContent('160 files stored');
    await userEvent.click(canvas.getByRole('button', { name: 'Clear list' }));
    await expect(args.onClear).toHaveBeenCalledOnce();
  },
};

/** A whole examination. */
export const Hundreds: Story = {
  args: uploadOf([...times(180, 'stored'), ...times(2, 'sending'), ...times(118, 'waiting')]),
  play: async ({ canvasElement }) => {
    await expect(within(canvasElement).getAllByRole('listitem')).toHaveLength(300);
  },
};

export const Offline: Story = {
  args: { ...uploadOf([...times(6, 'stored'), ...times(4, 'failed')]), isOnline: false },
  play: async ({ canvasElement }) => {
    await expect(within(canvasElement).getByRole('alert')).toHaveTextContent('goes on by itself');
  },
};

export const Unauthorised: Story = {
  args: { refusal: { code: 'FORBIDDEN', message: 'Your role may look at images and not add any.' } },
  play: async ({ canvasElement }) => {
    await expect(within(canvasElement).queryByRole('button')).toBeNull();
  },
};

export const Korean: Story = {
  args: uploadOf([...times(3, 'stored'), 'refused', 'sending', 'waiting']),
  globals: { locale: 'ko', scheme: 'dark' },
  play: async ({ canvasElement }) => {
    await expect(within(canvasElement).getByRole('status')).toHaveTextContent('파일 6개 업로드 중');
  },
};

const patient = aPatient();
const client = createMockClient({ patients: [patient] });
const onStored = fn();

/** Connected to a server in memory: offline, the files wait, and go on when there is a connection. */
export const Connected: Story = {
  render: () => (
    <EventEyeProvider client={client}>
      <UploadDropzone patientId={patient.id} onStored={onStored} />
    </EventEyeProvider>
  ),
  play: async ({ canvasElement }) => {
    const canvas = within(canvasElement);
    client.mock.setMode('offline');
    const names = ['a.dcm', 'b.dcm', 'not-an-image.txt'];
    const files = names.map((name) => new File([name], name));
    fireEvent.change(inputOf(canvasElement, 'files'), { target: { files } });
    await waitFor(() => expect(canvas.getByRole('status')).toHaveTextContent('0 files stored, 3 not'));
    client.mock.setMode('online');
    await userEvent.click(canvas.getByRole('button', { name: 'Retry failed' }));
    await waitFor(() => expect(canvas.getByRole('status')).toHaveTextContent('2 files stored, 1 not'));
    await expect(onStored).toHaveBeenCalledTimes(2);
    const refused = canvas.getByText('not-an-image.txt').closest('li');
    await expect(refused).toHaveAttribute('data-state', 'refused');
  },
};
