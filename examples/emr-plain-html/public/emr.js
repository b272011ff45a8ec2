// All that a page has to do: say where tokens come from, name the patient, listen.
EventEye.configure({
  async getToken(request) {
    const answer = await fetch('/eventeye-token', { method: 'POST', body: JSON.stringify(request) });
    if (!answer.ok) throw new Error(`The ward's server answered ${answer.status}.`);
    return answer.json();
  },
});

const status = document.querySelector('#status');
addEventListener('analysiscompleted', ({ detail }) => {
  status.textContent = `Analysis ${detail.status.toLowerCase()}`;
});
addEventListener('eventeyeerror', ({ detail }) => {
  status.textContent = `EventEye: ${detail.code}`;
});

fetch('/patient')
  .then((answer) => answer.json())
  .then(({ id }) => document.querySelector('#card').setAttribute('patient-id', id));
