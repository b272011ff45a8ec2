import type { ErrorCode } from './errors.js';

/** What a code means, and what whoever meets it does about it: `docs/errors.md` is printed from this. */
export interface ErrorAdvice {
  meaning: string;
  action: string;
}

/** The codes of the catalogue in words for integrators. A message of a failure tells of the case at hand; these tell of the code. */
export const errorGuide: Readonly<Record<ErrorCode, ErrorAdvice>> = {
  IMAGE_EMPTY: { meaning: 'The file has no bytes.', action: 'Send it again from where it came from.' },
  IMAGE_UNSUPPORTED: {
    meaning: 'The content is no DICOM, PNG, JPEG, BMP, TIFF or WebP, whatever the file is called.',
    action: 'Send one of these.',
  },
  IMAGE_CORRUPT: {
    meaning: 'The content begins like an image and can not be decoded.',
    action: 'Export or copy the file again.',
  },
  IMAGE_TOO_LARGE: {
    meaning: 'More bytes, pixels or samples than the installation takes.',
    action: 'Send it in parts, or ask the operator to raise EVENTEYE_MAX_FILE_MB, _PIXELS or _SAMPLES.',
  },
  IMAGE_CONFLICT: {
    meaning: 'Another file with the same SOP Instance UID is stored already.',
    action: 'Find out which of the two is right; a changed image needs a UID of its own.',
  },
  DICOM_TRUNCATED: { meaning: 'The DICOM file ends too early.', action: 'Send it again, whole.' },
  DICOM_INVALID: {
    meaning: 'The DICOM file breaks the standard where it can not be read past.',
    action: 'Export it again; the message names what is wrong.',
  },
  DICOM_NO_PIXEL_DATA: {
    meaning: 'The DICOM object holds no image, as reports and directories do not.',
    action: 'Send the image objects of the series.',
  },
  DICOM_TRANSFER_SYNTAX_UNSUPPORTED: {
    meaning: 'The pixels are compressed in a way that is not read here.',
    action: 'Export with another transfer syntax; docs/dicom-conformance.md lists them.',
  },
  DICOM_PIXEL_FORMAT_UNSUPPORTED: {
    meaning: 'Bits, samples or photometric interpretation are none that is read here.',
    action: 'Export in another format; docs/dicom-conformance.md lists them.',
  },
  DICOM_PATIENT_MISSING: {
    meaning: 'The DICOM file names no patient, and the request neither.',
    action: 'Name the patient with patientId.',
  },
  DEIDENTIFICATION_REFUSED: {
    meaning: 'The organization requires de-identification, and this file can not be de-identified safely.',
    action: 'Send DICOM without text burned into its pixels.',
  },
  COMPANION_IMAGE_MISSING: {
    meaning:
      'The model, or the picture asked for, needs the image before contrast, and there is none at this place.',
    action: 'Send the series before contrast as well.',
  },
  COMPANION_IMAGE_MISMATCH: {
    meaning: 'The image before contrast does not lie where the other does.',
    action: 'Send the one of the same slice, size and frame of reference.',
  },
  VOLUME_GEOMETRY_INVALID: {
    meaning: 'The slices do not form a volume: some are missing, uneven or turned.',
    action: 'Send all slices of one pass; single slices can be analysed anyway.',
  },
  FRAME_OUT_OF_RANGE: {
    meaning: 'The image has fewer frames.',
    action: 'Ask for a frame from 0 to frameCount - 1.',
  },
  ARCHIVE_CORRUPT: { meaning: 'The zip archive can not be read.', action: 'Pack it again.' },
  ARCHIVE_TOO_LARGE: {
    meaning: 'The archive is larger, packed or unpacked, than the installation takes.',
    action: 'Send it in parts, or ask the operator to raise EVENTEYE_MAX_ARCHIVE_MB.',
  },
  ARCHIVE_ENCRYPTED: {
    meaning: 'The archive needs a password.',
    action: 'Pack it without; the connection is encrypted.',
  },
  ARCHIVE_NESTED: {
    meaning: 'There is an archive within the archive.',
    action: 'Unpack the inner one first.',
  },
  VALIDATION_FAILED: {
    meaning: 'Something of the input is not acceptable.',
    action: 'Correct what the message and `path` name.',
  },
  NOT_FOUND: {
    meaning: 'There is no such thing for you: unknown, removed, or of another organization.',
    action: 'Look its id up again.',
  },
  FORBIDDEN: {
    meaning: 'Role, token scope, organization or origin do not allow this.',
    action: 'Ask an administrator, or use a token that may.',
  },
  UNAUTHENTICATED: {
    meaning: 'No token was sent, or one that is not valid.',
    action: 'Sign in and send the header Authorization: Bearer <accessToken>.',
  },
  INVALID_CREDENTIALS: {
    meaning: 'What was shown to sign in is wrong, used up or revoked.',
    action: 'Check it, or sign in anew.',
  },
  IDENTITY_PROVIDER_FAILED: {
    meaning: 'The hospital’s identity provider does not answer, or not as OpenID Connect says.',
    action: 'Try again; if it stays, tell the IT that runs it.',
  },
  TOKEN_EXPIRED: {
    meaning: 'The token was good once.',
    action: 'Get a new one: refreshSession, or createEmbedToken for embedded pages.',
  },
  CONFLICT: {
    meaning: 'It is there already, or changed meanwhile.',
    action: 'Load the present state and decide again.',
  },
  PATIENT_MRN_TAKEN: {
    meaning: 'A patient of your organization has this MRN.',
    action: 'Use that patient: patient(mrn:).',
  },
  QUOTA_EXCEEDED: {
    meaning: 'Too much at once: requests, cost, sign-ins, waiting analyses.',
    action: 'Wait for retryAfterSeconds (HTTP: Retry-After); docs/limits.md tells how much there is.',
  },
  QUERY_TOO_COMPLEX: {
    meaning: 'The operation is beyond a limit of size or cost.',
    action: 'Ask for smaller pages or fewer fields; docs/limits.md has the limits.',
  },
  REQUEST_TOO_LARGE: {
    meaning: 'The body has more bytes than are read.',
    action: 'Send less at a time; files go as multipart requests or by createUpload.',
  },
  OPERATION_NOT_LISTED: {
    meaning: 'The installation takes listed operations only, and this is none of them.',
    action:
      'Send one of the list, exactly as written; the operator adds lists with EVENTEYE_OPERATIONS_FILE.',
  },
  URL_EXPIRED: { meaning: 'The signed address has run out.', action: 'Ask the API for a new one.' },
  URL_NOT_ALLOWED: {
    meaning: 'The installation fetches nothing from this address.',
    action: 'Send the bytes, or ask the operator to allow the host in EVENTEYE_FETCH_ALLOW.',
  },
  URL_FETCH_FAILED: {
    meaning: 'The address gave no image.',
    action: 'Check that it answers; try again.',
  },
  UPLOAD_INCOMPLETE: {
    meaning: 'The bytes of an upload did not all arrive, or are more than announced.',
    action: 'Send the whole file again; with tus, resume it. Complete it afterwards.',
  },
  UPLOAD_CHECKSUM_MISMATCH: {
    meaning: 'The bytes that arrived do not have the SHA-256 that was announced.',
    action: 'Send the file again.',
  },
  METHOD_NOT_ALLOWED: {
    meaning: 'The address exists and does not take this HTTP method.',
    action: 'Use one that the header Allow names.',
  },
  MEDIA_TYPE_UNSUPPORTED: {
    meaning: 'The Content-Type is none that this address takes.',
    action: 'Send one that the message names.',
  },
  MODEL_INVALID: {
    meaning: 'The model’s manifest or files are not what they claim.',
    action: 'The operator installs the model anew.',
  },
  MODEL_ARCHIVE_INVALID: {
    meaning: 'The archive of a model can not be unpacked safely.',
    action: 'The operator packs it anew with eventeye-train.',
  },
  MODEL_CONFLICT: {
    meaning: 'Another model of this name and version is installed, or it is in use.',
    action: 'The operator gives it another version.',
  },
  MODEL_NOT_INSTALLED: {
    meaning: 'The model’s files are not on this machine.',
    action: 'The operator installs it: eventeye model install.',
  },
  MODEL_GOLDEN_MISMATCH: {
    meaning: 'The model does not give its golden answer on this machine, so it is not served.',
    action: 'The operator checks runtime and processor; eventeye model verify.',
  },
  ENGINE_OVERLOADED: {
    meaning: 'More images wait than can be analysed in time.',
    action: 'Wait for retryAfterSeconds and try again.',
  },
  ENGINE_CRASHED: {
    meaning: 'The inference process ended while it worked; a new one has been started.',
    action: 'Try again; if it stays, tell the operator which image.',
  },
  ENGINE_TIMEOUT: { meaning: 'The inference took too long.', action: 'Try again later.' },
  ANALYSIS_CANCELED: { meaning: 'The analysis was stopped on request.', action: 'Ask for it again.' },
  CONFIG_INVALID: {
    meaning: 'A setting of the installation is wrong; it does not start.',
    action: 'The operator corrects the variables that the message names.',
  },
  DATA_DIRECTORY_LOCKED: {
    meaning: 'Another process has the data folder open.',
    action: 'The operator stops it, or uses PostgreSQL for several processes.',
  },
  STORAGE_FAILED: {
    meaning: 'Files can not be read or written.',
    action: 'Try again; the operator checks disk and rights.',
  },
  NETWORK_FAILED: {
    meaning: 'The client could not reach the API.',
    action: 'Check address and connection; try again.',
  },
  AUDIT_UNAVAILABLE: {
    meaning: 'The access could not be recorded in the audit, so it was not answered.',
    action: 'Try again; the operator looks at the database.',
  },
  INTERNAL: {
    meaning: 'Something failed on our side.',
    action: 'Try again; if it stays, quote the id of the message: it leads to the log.',
  },
};
