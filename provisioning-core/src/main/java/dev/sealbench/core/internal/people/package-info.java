/// Who works at the station: lets people in, keeps their secrets, badges and key slots. Asks nobody whether something
/// is allowed; [dev.sealbench.core.Session] does.
package dev.sealbench.core.internal.people;
