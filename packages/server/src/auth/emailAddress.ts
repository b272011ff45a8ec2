import { z } from 'zod';

/** An e-mail address in the form in which it is the name of an account: without blanks around it, in lower case. */
export const emailAddress = z.string().trim().toLowerCase().max(320).pipe(z.email());
