/// Work orders: how far they are, a new one, the end of one. [OrdersModel] knows what goes on, [OrderDraft] what is
/// wrong with what was entered, the views show it in one language.
package dev.sealbench.ui.window.orders;
