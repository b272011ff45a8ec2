import type { BiRadsRationaleCode } from '../biRads.js';
import type { FindingCode } from '../findings.js';
import type { GeometryFindingCode } from '../geometryFindingCode.js';
import type { RecommendationCode } from '../recommendations.js';

/** Every text that a result or a series shows. `{name}` stands for a parameter. */
export type Messages = Record<
  FindingCode | RecommendationCode | BiRadsRationaleCode | `GEOMETRY_${GeometryFindingCode}`,
  string
>;

export const en: Messages = {
  DEMONSTRATION_MODEL:
    'Demonstration model, trained on synthetic phantoms and not validated on patients. Not for diagnosis.',
  LOW_PROBABILITY: 'The model gives a malignancy probability of {percent} %, below its lower threshold.',
  HIGH_PROBABILITY: 'The model gives a malignancy probability of {percent} %, above its upper threshold.',
  BETWEEN_THRESHOLDS:
    'The model gives a malignancy probability of {percent} %, between its thresholds, and abstains.',
  NOT_MR: 'The header says that this is no MR image. The model was not made for it.',
  COLOUR_IMAGE: 'This is a colour picture. Breast MR images are grey; the model was not made for it.',
  OTHER_BODY_PART: 'The header names another body part. The model was made for the breast only.',
  UNLIKE_TRAINING_IMAGES:
    'The image does not resemble the breast MR slices the model was made for. Check that it is an axial slice of both breasts.',
  BLANK_IMAGE: 'The image is blank or nearly so. There is nothing to analyse.',
  NOT_IN_SCOPE: 'The image does not look like breast MR. The model was not made for it.',
  ATTENTION_AREAS:
    'The attention of the model gathers in {count} area(s). Attention shows what the score rests on; it does not localise a lesion.',
  NO_ATTENTION: 'No part of the image spoke clearly for the predicted class.',
  READER_DECIDES:
    'This is decision support. A qualified reader decides, with the whole examination and history.',
  PROMPT_RADIOLOGIST_REVIEW: 'Have a breast radiologist review the whole examination promptly.',
  RADIOLOGIST_REVIEW: 'Have a breast radiologist review the whole examination.',
  CORRELATE_WITH_OTHER_IMAGING: 'Correlate with mammography, ultrasound and the clinical examination.',
  CONSIDER_TISSUE_SAMPLING: 'If the reader confirms suspicion, consider image-guided tissue sampling.',
  COMPARE_WITH_PRIORS: 'Compare with earlier examinations and the other series of this one.',
  CONSIDER_SHORT_INTERVAL_FOLLOW_UP:
    'If the reader finds it probably benign, consider follow-up at a short interval as local guidelines say.',
  CONTINUE_SCREENING: 'Continue screening at the interval that local guidelines give for age and risk.',
  ASSESS_PERSONAL_RISK:
    'Review personal and family history; offer risk assessment or genetic counselling where indicated.',
  HEALTHY_HABITS:
    'Prevention: regular physical activity, a healthy weight and little alcohol lower the risk of breast cancer.',
  SEND_BREAST_MR: 'Send a breast MR slice, as DICOM if possible.',
  BI_RADS_LOW_PROBABILITY:
    'A low score on one slice is compatible with benign or probably benign findings. It does not rule out disease elsewhere.',
  BI_RADS_BETWEEN_THRESHOLDS: 'The score lies between the thresholds, so the range stays wide.',
  BI_RADS_RAISED_PROBABILITY: 'The score is above the upper threshold but below 95 %.',
  BI_RADS_HIGH_PROBABILITY:
    'The score is at least 95 %; without morphology and kinetics category 5 is not certain.',
  BI_RADS_NOT_ASSESSED: 'The image was not assessed; further imaging is needed.',
  GEOMETRY_SLICE_MISSING:
    '{count} slice(s) are missing between these two. Send them, or read the volume with care.',
  GEOMETRY_SLICE_DUPLICATE: '{count} slices lie at the same place.',
  GEOMETRY_SPACING_IRREGULAR: 'The distance between these slices is no multiple of the spacing.',
  GEOMETRY_ORIENTATION_MIXED: '{count} slice(s) lie in another direction than the rest of the series.',
  GEOMETRY_SIZE_MIXED: '{count} slice(s) have another size than the rest of the series.',
  GEOMETRY_PIXEL_SPACING_MIXED: '{count} slice(s) have another pixel spacing than the rest of the series.',
  GEOMETRY_POSITION_ABSENT:
    '{count} slice(s) name no place in the patient; their order is that of their numbers.',
};
