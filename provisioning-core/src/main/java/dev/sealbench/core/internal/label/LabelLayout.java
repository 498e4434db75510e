package dev.sealbench.core.internal.label;

import dev.sealbench.core.internal.label.LabelContent.Hidden;
import dev.sealbench.core.internal.label.LabelContent.Plain;
import dev.sealbench.core.internal.label.LabelElement.Code;
import dev.sealbench.core.internal.label.LabelElement.Line;
import dev.sealbench.core.internal.label.LabelElement.Picture;
import dev.sealbench.core.internal.label.LabelElement.Text;
import java.util.List;
import java.util.stream.Stream;

/// A label as millimetres and contents; knows nothing of PDF, pixels or printers.
///
/// Owns the secrets among its contents: close it when it is printed. Not safe to share between threads.
///
/// @param name `plate`, `access` or `recovery`
/// @param widthMm of the paper
/// @param heightMm of the paper
/// @param elements in the order in which they are drawn
public record LabelLayout(String name, double widthMm, double heightMm, List<LabelElement> elements)
        implements AutoCloseable {

    private static final double FRAME_MM = 0.2;
    private static final TextStyle PLACEHOLDER = new TextStyle(Typeface.SANS, 7, TextStyle.Align.CENTRE);

    /// Copies the list.
    public LabelLayout {
        elements = List.copyOf(elements);
    }

    /// Whether anything on this label is secret.
    public boolean hasSecrets() {
        return elements.stream().anyMatch(LabelLayout::isSecret);
    }

    /// The same label for a screen: bullets for secret texts, an empty frame for secret codes. Holds no
    /// secret, so it may outlive this one.
    public LabelLayout masked() {
        return new LabelLayout(
                name,
                widthMm,
                heightMm,
                elements.stream().flatMap(LabelLayout::masked).toList());
    }

    /// All but the codes. Shares the secrets with this one, which owns them: do not close it.
    LabelLayout withoutCodes() {
        return new LabelLayout(
                name,
                widthMm,
                heightMm,
                elements.stream().filter(element -> !(element instanceof Code)).toList());
    }

    /// The codes, in the order in which they are drawn.
    public List<Code> codes() {
        return elements.stream()
                .filter(Code.class::isInstance)
                .map(Code.class::cast)
                .toList();
    }

    /// Wipes every secret on this label.
    @Override
    public void close() {
        for (var element : elements) {
            if (contentOf(element) instanceof Hidden(var secret)) {
                secret.close();
            }
        }
    }

    private static Stream<LabelElement> masked(LabelElement element) {
        return switch (element) {
            case Text(var box, var style, Hidden(var secret)) ->
                Stream.of(new Text(box, style, new Plain(secret.masked())));
            case Code(var box, var _, Hidden _) -> placeholder(box);
            case Text _, Code _, Line _, Picture _ -> Stream.of(element);
        };
    }

    private static Stream<LabelElement> placeholder(LabelBox code) {
        var frame = code.shrunk(code.widthMm() / 10);
        double lineMm = PLACEHOLDER.lineHeightMm();
        var middle = new LabelBox(
                frame.xMm() + 1, frame.yMm() + (frame.heightMm() - lineMm) / 2, frame.widthMm() - 2, lineMm);
        double inner = frame.heightMm() - 2 * FRAME_MM;
        return Stream.of(
                line(frame.xMm(), frame.yMm(), frame.widthMm(), FRAME_MM),
                line(frame.xMm(), frame.bottomMm() - FRAME_MM, frame.widthMm(), FRAME_MM),
                line(frame.xMm(), frame.yMm() + FRAME_MM, FRAME_MM, inner),
                line(frame.rightMm() - FRAME_MM, frame.yMm() + FRAME_MM, FRAME_MM, inner),
                new Text(middle, PLACEHOLDER, new Plain("hidden")));
    }

    private static LabelElement line(double xMm, double yMm, double widthMm, double heightMm) {
        return new Line(new LabelBox(xMm, yMm, widthMm, heightMm), false);
    }

    private static boolean isSecret(LabelElement element) {
        return contentOf(element) instanceof Hidden;
    }

    private static LabelContent contentOf(LabelElement element) {
        return switch (element) {
            case Text(var _, var _, var content) -> content;
            case Code(var _, var _, var content) -> content;
            case Line _, Picture _ -> new Plain("");
        };
    }
}
