/// Label templates: what stands where on plate, access and recovery label, and what labels say of the maker.
/// [LabelsModel] knows what goes on, [TemplateDraft] what was entered, the views show it in one language; the station
/// draws and checks.
package dev.sealbench.ui.window.labels;
