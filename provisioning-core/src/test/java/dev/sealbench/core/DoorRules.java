package dev.sealbench.core;

import static dev.sealbench.core.Role.AUDITOR;
import static dev.sealbench.core.Role.LEAD;
import static dev.sealbench.core.Role.OPERATOR;
import static dev.sealbench.core.Role.QA;
import static dev.sealbench.core.Role.SECURITY_OFFICER;

import java.nio.file.Path;
import java.time.Instant;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/// Every call of the door, and whose roles allow it.
final class DoorRules {

    private static final Set<Role> EVERYBODY = EnumSet.allOf(Role.class);
    private static final String SERIAL = "CP42647100001239";

    private DoorRules() {}

    /// A call of the door.
    interface Call {
        void by(Session session) throws Exception;
    }

    /// Who may make it.
    record Rule(Set<Role> allowed, Call call) {}

    /// Every call of the door. The arguments are nothing that succeeds: who may call gets another refusal.
    static Map<String, Rule> all(Path folder) {
        var line = EnumSet.of(OPERATOR, LEAD);
        var lead = EnumSet.of(LEAD);
        var none = Optional.<Integer>empty();
        var silent = RunListener.silent();
        var rules = new LinkedHashMap<String, Rule>();
        rules.put(
                "Session.provision", new Rule(line, by -> faultOf(by.provision(1, SERIAL, Optional.empty(), silent))));
        rules.put(
                "Session.provisionAt",
                new Rule(line, by -> faultOf(by.provisionAt("none", SERIAL, Optional.empty(), silent))));
        rules.put("UnitDesk.list", new Rule(EVERYBODY, by -> by.units().list(Optional.empty())));
        rules.put("UnitDesk.history", new Rule(EVERYBODY, by -> by.units().history(SERIAL)));
        rules.put("UnitDesk.search", new Rule(EVERYBODY, by -> by.units().search("CP", 5)));
        rules.put("UnitDesk.papers", new Rule(EVERYBODY, by -> by.units().papers(SERIAL)));
        rules.put("UnitDesk.verify", new Rule(EVERYBODY, by -> by.units().verify(SERIAL)));
        rules.put("UnitDesk.quarantine", new Rule(lead, by -> by.units().quarantine(SERIAL, "r")));
        rules.put("UnitDesk.liftQuarantine", new Rule(lead, by -> by.units().liftQuarantine(SERIAL, "r")));
        rules.put("UnitDesk.scrap", new Rule(lead, by -> by.units().scrap(SERIAL, "r")));
        rules.put("UnitDesk.revert", new Rule(line, by -> by.units().revert(SERIAL, 1, "r")));
        rules.put("UnitDesk.release", new Rule(line, by -> by.units().release(SERIAL, none)));
        rules.put("UnitDesk.update", new Rule(line, by -> by.units().update(SERIAL, none, "1.0.0+1", silent)));
        rules.put("UnitDesk.securityLog", new Rule(line, by -> by.units().securityLog(SERIAL, none)));
        rules.put("OrderDesk.list", new Rule(EVERYBODY, by -> by.orders().list()));
        rules.put("OrderDesk.open", new Rule(lead, by -> by.orders().open(order())));
        rules.put("OrderDesk.close", new Rule(lead, by -> by.orders().close("WO-9", "r")));
        rules.put("OrderDesk.customers", new Rule(EVERYBODY, by -> by.orders().customers()));
        rules.put("OrderDesk.releases", new Rule(EVERYBODY, by -> by.orders().releases()));
        rules.put("OrderDesk.blockRelease", new Rule(lead, by -> by.orders().blockRelease(digest(), "r")));
        rules.put("OrderDesk.importRelease", new Rule(lead, by -> by.orders().importRelease(folder, _ -> {})));
        rules.put("OrderDesk.verifyRelease", new Rule(lead, by -> by.orders().verifyRelease(release(), _ -> {})));
        rules.put("OrderDesk.blocked", new Rule(EVERYBODY, by -> by.orders().blocked(digest())));
        rules.put(
                "OrderDesk.importRelease/3",
                new Rule(lead, by -> by.orders().importRelease(folder, UUID.randomUUID(), UUID.randomUUID())));
        rules.put(
                "OrderDesk.importCustomer",
                new Rule(EnumSet.of(SECURITY_OFFICER), by -> by.orders().importCustomer(folder)));
        var officer = EnumSet.of(SECURITY_OFFICER);
        rules.put("RetentionDesk.due", new Rule(officer, by -> by.retention().due(Optional.of("WO-9"))));
        rules.put(
                "RetentionDesk.destroy", new Rule(officer, by -> by.retention().destroy(List.of())));
        rules.put("RetentionDesk.finish", new Rule(officer, by -> by.retention().finish()));
        rules.put(
                "VaultDesk.backup",
                new Rule(officer, by -> by.vault().backup(folder.resolve("backup"), "CP42", secret(), secret())));
        rules.put("LabelDesk.print", new Rule(EnumSet.of(QA), by -> by.labels().print(SERIAL, LabelKind.PLATE, "r")));
        rules.put(
                "LabelDesk.preview",
                new Rule(EnumSet.of(OPERATOR, QA, LEAD), by -> by.labels().preview(SERIAL, LabelKind.PLATE)));
        rules.put(
                "LabelDesk.previewReprint",
                new Rule(EnumSet.of(QA), by -> by.labels().previewReprint(SERIAL, LabelKind.PLATE)));
        rules.put(
                "AuditDesk.export",
                new Rule(EnumSet.of(AUDITOR, LEAD), by -> by.audit().export(Optional.empty(), folder)));
        rules.put(
                "AuditDesk.export/3",
                new Rule(
                        EnumSet.of(AUDITOR, LEAD),
                        by -> by.audit().export(new ExportRange.All(), folder, ExportListener.silent())));
        rules.put(
                "AuditDesk.logHead",
                new Rule(EnumSet.of(AUDITOR, LEAD), by -> by.audit().logHead()));
        rules.put(
                "AuditDesk.verify",
                new Rule(EnumSet.of(AUDITOR, LEAD), by -> by.audit().verify(folder)));
        rules.put(
                "AuditDesk.askWitness",
                new Rule(EnumSet.of(AUDITOR, LEAD), by -> by.audit().askWitness(folder, "no key")));
        rules.put("OrderDesk.open/2", new Rule(lead, by -> by.orders().open(order(), WorkOrderDates.NONE)));
        rules.put(
                "OrderDesk.open/3",
                new Rule(lead, by -> by.orders().open(order(), WorkOrderDates.NONE, List.of("plate-1"))));
        rules.put("OrderDesk.check", new Rule(lead, by -> by.orders().check(order())));
        rules.put("OrderDesk.choices", new Rule(lead, by -> by.orders().choices()));
        rules.put("OrderDesk.nextFree", new Rule(lead, by -> by.orders().nextFree("CP426471", 1)));
        var nobody = ScanBack.nobody();
        rules.put(
                "LabelDesk.print/4",
                new Rule(EnumSet.of(QA), by -> by.labels().print(SERIAL, LabelKind.PLATE, "r", nobody)));
        rules.put(
                "LabelDesk.scanBack",
                new Rule(EnumSet.of(QA), by -> by.labels().scanBack(SERIAL, LabelKind.PLATE, nobody)));
        rules.put("LabelDesk.file", new Rule(EnumSet.of(QA), by -> by.labels().file(print())));
        rules.put("LabelDesk.checkTemplate", new Rule(lead, by -> by.labels().checkTemplate("{}")));
        rules.put("LabelDesk.examineTemplate", new Rule(lead, by -> by.labels().examineTemplate("{}")));
        rules.put("LabelDesk.examineMaker", new Rule(lead, by -> by.labels().examineMaker(maker())));
        rules.put("LabelDesk.templateWords", new Rule(lead, by -> by.labels().templateWords(LabelKind.PLATE)));
        rules.put("LabelDesk.previewTemplate", new Rule(lead, by -> by.labels().previewTemplate("{}")));
        rules.put("LabelDesk.saveTemplate", new Rule(lead, by -> by.labels().saveTemplate("{}")));
        rules.put("LabelDesk.templates", new Rule(lead, by -> by.labels().templates()));
        rules.put("LabelDesk.template", new Rule(lead, by -> by.labels().template("plate")));
        rules.put("LabelDesk.assignTemplate", new Rule(lead, by -> by.labels().assignTemplate("WO-9", "plate-1")));
        var figures = EnumSet.of(QA, AUDITOR, LEAD);
        rules.put(
                "QualityDesk.report",
                new Rule(
                        figures,
                        by -> by.quality()
                                .report(new Period(Instant.EPOCH, Instant.EPOCH.plusSeconds(1)), Optional.empty())));
        rules.put(
                "QualityDesk.typicalSteps",
                new Rule(EVERYBODY, by -> by.quality().typicalSteps("WO-9")));
        rules.put("HealthDesk.examine", new Rule(EVERYBODY, by -> by.health().examine(Set.of(), List.of())));
        rules.put("PeopleDesk.list", new Rule(lead, by -> by.people().list()));
        rules.put("PeopleDesk.nameOf", new Rule(EVERYBODY, by -> by.people().nameOf("p-0000000000000000")));
        rules.put(
                "PeopleDesk.add", new Rule(lead, by -> by.people().add("#", "x", Set.of(OPERATOR), Optional.empty())));
        rules.put("PeopleDesk.setRoles", new Rule(lead, by -> by.people().setRoles("#", Set.of(QA))));
        rules.put("PeopleDesk.setSecret", new Rule(lead, by -> by.people().setSecret("#", secret())));
        rules.put(
                "PeopleDesk.changeOwnSecret",
                new Rule(EVERYBODY, by -> by.people().changeOwnSecret(secret(), secret())));
        rules.put("PeopleDesk.setBadge", new Rule(lead, by -> by.people().setBadge("#", secret())));
        rules.put("PeopleDesk.removeBadge", new Rule(lead, by -> by.people().removeBadge("#")));
        rules.put("PeopleDesk.disable", new Rule(lead, by -> by.people().disable("#", "r")));
        rules.put("PeopleDesk.forget", new Rule(lead, by -> by.people().forget("#")));
        putSettings(rules, lead);
        return rules;
    }

    private static void putSettings(Map<String, Rule> rules, Set<Role> lead) {
        var queue = new LabelPrinterConfig(LabelPrinterConfig.Type.QUEUE, "office", 0);
        rules.put("SettingsDesk.read", new Rule(lead, by -> by.settings().read()));
        rules.put("SettingsDesk.setSlot", new Rule(lead, by -> by.settings().setSlot(0, Optional.of("#"))));
        rules.put("SettingsDesk.setPrinter", new Rule(lead, by -> by.settings().setPrinter(LabelKind.ACCESS, queue)));
        rules.put(
                "SettingsDesk.setIdleMinutes",
                new Rule(lead, by -> by.settings().setIdleMinutes(0)));
        rules.put(
                "SettingsDesk.setVaultMinutes",
                new Rule(lead, by -> by.settings().setVaultMinutes(-1)));
        rules.put("SettingsDesk.setMaker", new Rule(lead, by -> by.settings().setMaker(maker())));
        rules.put("SettingsDesk.testSlot", new Rule(lead, by -> by.settings().testSlot(1)));
        rules.put("SettingsDesk.testPrint", new Rule(lead, by -> by.settings().testPrint(LabelKind.PLATE)));
        rules.put("SettingsDesk.ports", new Rule(lead, by -> by.settings().ports()));
        rules.put("SettingsDesk.printQueues", new Rule(lead, by -> by.settings().printQueues()));
    }

    private static StationConfig.Maker maker() {
        return new StationConfig.Maker("", "", "", "", List.of());
    }

    private static LabelPrint print() {
        return new LabelPrint(
                new SerialNumber(SERIAL),
                LabelKind.PLATE,
                1,
                Instant.EPOCH,
                "p",
                TestHome.STATION_ID,
                "",
                Optional.empty(),
                Optional.empty());
    }

    /// A run ends with an outcome instead of an exception.
    private static void faultOf(Outcome outcome) throws StationException {
        if (outcome instanceof Outcome.Refused refused) {
            throw new StationException(refused.fault(), refused.detail());
        }
    }

    private static PassphraseSource.Entered secret() throws StationException {
        return TestHome.entered("neither a secret nor a badge");
    }

    private static Digest digest() {
        return new Digest("00".repeat(32));
    }

    private static FirmwareRelease release() {
        var nothing = Octets.of(new byte[] {1});
        return new FirmwareRelease(
                digest(), UUID.randomUUID(), UUID.randomUUID(), "1", 0, digest(), 1, digest(), nothing);
    }

    private static WorkOrder order() {
        return new WorkOrder(
                "WO-9",
                UUID.randomUUID(),
                UUID.randomUUID(),
                "CP42",
                2,
                new Gtin("04012345678901"),
                digest(),
                1,
                new SerialRange("CP426471", 1, 9),
                new OcppSettings("wss://csms.example", 2, ""),
                SupportPeriod.DEFAULT,
                Retention.DEFAULT);
    }
}
