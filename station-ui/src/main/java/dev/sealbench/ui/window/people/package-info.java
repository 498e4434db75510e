/// The page of people: who they are, what they may, what they sign in with. Decides nothing: the core says no.
package dev.sealbench.ui.window.people;
