/** Which options of PS3.15 E.3 are taken beside the Basic Application Level Confidentiality Profile. */
export interface DeidentificationProfile {
  /** E.3.5: free text keeps its words of a fixed vocabulary; without it no free text stays at all. */
  cleanDescriptors: boolean;
  /** E.3.6: dates move by one offset a patient, times stay; without it dates go as the basic profile says. */
  retainModifiedDates: boolean;
  /** E.3.8: serial number, station and other names of the device stay. */
  retainDeviceIdentity: boolean;
  /** E.3.10: private attributes of the safe list stay; all others go in any case. */
  retainSafePrivate: boolean;
  /** Pseudonyms to use instead of keyed ones, by Patient ID; who is not in it gets a keyed one. */
  patientIds?: ReadonlyMap<string, string>;
}

/** The profile that the platform applies: all four options. UIDs are never retained. */
export const defaultDeidentificationProfile: DeidentificationProfile = {
  cleanDescriptors: true,
  retainModifiedDates: true,
  retainDeviceIdentity: true,
  retainSafePrivate: true,
};
