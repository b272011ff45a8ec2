import { EventEyeError } from '@eventeye/core';

const least = 12;
const most = 1024;

/**
 * Refuses passwords that are too easy to guess: length and not kinds of characters is what counts (NIST SP 800-63B 3.1.1.2).
 *
 * @param path where the password stands in the input.
 * @throws EventEyeError VALIDATION_FAILED.
 */
export function checkNewPassword(password: string, email: string, path: readonly string[]): void {
  const refuse = (message: string) => new EventEyeError('VALIDATION_FAILED', message, { path });
  if (password.length < least || password.length > most) {
    throw refuse(`Give a password of ${least} to ${most} characters.`);
  }
  const [name = ''] = email.toLowerCase().split('@');
  const told = password.toLowerCase();
  if (told.includes(email.toLowerCase()) || (name.length >= 4 && told.includes(name))) {
    throw refuse('The password holds the e-mail address. Choose another.');
  }
  if (new Set(password).size < 5)
    throw refuse('The password repeats the same few characters. Choose another.');
}
