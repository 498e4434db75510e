package dev.sealbench.core.internal.document;

import dev.sealbench.link.wire.BurnTarget;
import dev.sealbench.link.wire.Envelope;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/// An order's content with one part replaced.
record OrderContentEdit(OrderContent content) {

    OrderContentEdit orderId(byte[] orderId) {
        return of(orderId, content.nonce(), content.identity(), content.tpm(), content.firmware());
    }

    OrderContentEdit nonce(byte[] nonce) {
        return of(content.orderId(), nonce, content.identity(), content.tpm(), content.firmware());
    }

    OrderContentEdit identity(OrderContent.Identity identity) {
        return of(content.orderId(), content.nonce(), identity, content.tpm(), content.firmware());
    }

    OrderContentEdit ekName(byte[] ekName) {
        return tpm(ekName, content.tpm().credentialNames(), content.tpm().activationCredentialBlob());
    }

    OrderContentEdit akName(byte[] akName) {
        var old = content.tpm();
        var tpm = new OrderContent.Tpm(
                old.ekName(),
                akName,
                old.srkName(),
                old.credentialNames(),
                old.pukIndexName(),
                old.activationCredentialBlob(),
                old.activationEncryptedSecret());
        return of(content.orderId(), content.nonce(), content.identity(), tpm, content.firmware());
    }

    OrderContentEdit credentials(int count) {
        var names = content.tpm().credentialNames().subList(0, count);
        return tpm(content.tpm().ekName(), names, content.tpm().activationCredentialBlob());
    }

    OrderContentEdit blob(byte[] blob) {
        return tpm(content.tpm().ekName(), content.tpm().credentialNames(), blob);
    }

    OrderContentEdit firmware(byte[] sha256, String version, long counter) {
        var firmware = new OrderContent.Firmware(sha256, version, counter);
        return of(content.orderId(), content.nonce(), content.identity(), content.tpm(), firmware);
    }

    OrderContentEdit made(LocalDate manufactured) {
        var dates = new OrderContent.Dates(
                manufactured,
                content.dates().featureUpdatesUntil(),
                content.dates().securityUpdatesUntil());
        return rest(dates, content.ocpp(), content.attachments(), content.logCheckpointSha256());
    }

    OrderContentEdit ocpp(String url, int profile) {
        var ocpp = new OrderContent.Ocpp(url, content.ocpp().identity(), profile);
        return rest(content.dates(), ocpp, content.attachments(), content.logCheckpointSha256());
    }

    OrderContentEdit attachment(BurnTarget target, int sizeBytes, int digestBytes) {
        var attachments = new ArrayList<>(content.attachments());
        attachments.add(new OrderContent.AttachmentRef(target, sizeBytes, new byte[digestBytes]));
        return rest(content.dates(), content.ocpp(), attachments, content.logCheckpointSha256());
    }

    OrderContentEdit checkpoint(byte[] checkpoint) {
        return rest(content.dates(), content.ocpp(), content.attachments(), checkpoint);
    }

    OrderContentEdit station(Envelope statement) {
        return new OrderContentEdit(new OrderContent(
                content.orderId(),
                content.nonce(),
                content.identity(),
                content.tpm(),
                content.firmware(),
                content.dates(),
                content.ocpp(),
                content.attachments(),
                content.logCheckpointSha256(),
                statement,
                content.customerStatement()));
    }

    private OrderContentEdit tpm(byte[] ekName, List<byte[]> names, byte[] blob) {
        var old = content.tpm();
        var tpm = new OrderContent.Tpm(
                ekName, old.akName(), old.srkName(), names, old.pukIndexName(), blob, old.activationEncryptedSecret());
        return of(content.orderId(), content.nonce(), content.identity(), tpm, content.firmware());
    }

    private OrderContentEdit of(
            byte[] orderId,
            byte[] nonce,
            OrderContent.Identity identity,
            OrderContent.Tpm tpm,
            OrderContent.Firmware firmware) {
        return new OrderContentEdit(new OrderContent(
                orderId,
                nonce,
                identity,
                tpm,
                firmware,
                content.dates(),
                content.ocpp(),
                content.attachments(),
                content.logCheckpointSha256(),
                content.stationStatement(),
                content.customerStatement()));
    }

    private OrderContentEdit rest(
            OrderContent.Dates dates,
            OrderContent.Ocpp ocpp,
            List<OrderContent.AttachmentRef> attachments,
            byte[] checkpoint) {
        return new OrderContentEdit(new OrderContent(
                content.orderId(),
                content.nonce(),
                content.identity(),
                content.tpm(),
                content.firmware(),
                dates,
                ocpp,
                attachments,
                checkpoint,
                content.stationStatement(),
                content.customerStatement()));
    }
}
