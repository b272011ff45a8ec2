/**
 * Words that a description may keep by Clean Descriptors (PS3.15 E.3.5): what was imaged, how and in which order.
 * Lower case. None of them is a name, a place or a number that could stand for a person; single digits count slices,
 * phases and echoes.
 */
export const descriptorWords: ReadonlySet<string> = new Set(
  `
  mr mri mra mrs mrt ct pet us cr dx mg mammo mammography tomo tomosynthesis ultrasound xa nm sc seg sr
  breast breasts mamma axilla axillary chest thorax lung lungs liver abdomen pelvis head brain neck spine cervical
  thoracic lumbar knee shoulder hip heart cardiac prostate kidney body whole nipple implant silicone lesion mass
  tumor tumour volume tissue fibroglandular glandular vessel vessels muscle skin mask segment segmentation region roi
  background label benign malignant enhancing parenchyma parenchymal node nodes biopsy clip
  left right bilateral bil bilat unilateral lt rt both l r
  ax axial tra trans transverse transaxial sag sagittal cor coronal oblique obl mlo cc lateral medial
  t1 t2 t1w t2w pd pdw t1wi t2wi weighted dwi dti adc flair stir tirm spair spir fs fatsat fat sat saturated
  saturation suppressed suppression nonfs nofs water only sil dixon ideal
  dyn dynamic dce perfusion pre post precontrast postcontrast contrast enhanced enhancement unenhanced native with
  without w wo c gad gadolinium gd gadavist gadovist magnevist multihance dotarem prohance omniscan bolus
  phase phases 1st 2nd 3rd 4th 5th 6th 7th 8th pass early late delayed delay min sec
  sub subtraction subtracted subtract mip mpr minip vr recon reconstruction reformat reformatted derived
  se tse fse gre ge spgr fspgr flash vibe thrive lava vibrant ir epi haste ssfse bssfp trufi fiesta space cube
  vista rage mprage grasp twist disco ktwin blade propeller grappa sense
  2d 3d 4d iso isotropic hires hr high low res resolution thin thick slice slices slab single shot multi multishot
  navigator gated triggered breathhold bh free breathing
  b0 b50 b400 b600 b800 b1000 map maps color colour parametric wash washin washout kinetic kinetics cad
  localizer localiser scout survey loc calibration calib shim test
  screening diagnostic follow up followup baseline routine protocol exam examination study series image images scan
  screen save secondary capture key report dose info
  standard normal soft bone lung kernel filter filtered nd dis2d dis3d norm
  phantom quality qa qc
  and or of the in on for to from
  0 1 2 3 4 5 6 7 8 9
`
    .trim()
    .split(/\s+/),
);
