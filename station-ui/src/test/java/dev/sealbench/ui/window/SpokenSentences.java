package dev.sealbench.ui.window;

import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.ParenthesizedTree;
import com.sun.source.tree.Tree.Kind;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreeScanner;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import javax.tools.ToolProvider;

/// The sentences in source files, found with the compiler's own parser: string literals as the code puts them together,
/// with `{0}`, `{1}` where it puts something in. `"order " + number + " is closed"` and `"order %s is
/// closed".formatted`
/// are the same sentence.
final class SpokenSentences extends TreeScanner<Void, Set<String>> {

    /// For the programmer, not for a person.
    private static final Set<String> FOR_PROGRAMMERS =
            Set.of("IllegalStateException", "AssertionError", "UncheckedIOException", "NewEvent", "RecordContext");

    /// Patterns, names of files and octets.
    private static final Set<String> NO_SPEECH = Set.of("compile", "getBytes", "event", "getResourceAsStream");

    private static final Pattern CONVERSION = Pattern.compile("%[,.\\d]*[sdfxX]");
    private static final Pattern SQL =
            Pattern.compile("\\b(SELECT|INSERT|UPDATE|DELETE|JOIN|VALUES|WHERE|SET|FOR|AND|ORDER BY)\\b");
    private static final Pattern WORD = Pattern.compile("\\b[a-z]{2,}\\b");

    private SpokenSentences() {}

    /// By file.
    static TreeMap<Path, Set<String>> in(Collection<Path> files) throws IOException {
        var compiler = ToolProvider.getSystemJavaCompiler();
        var spoken = new TreeMap<Path, Set<String>>();
        try (var manager = compiler.getStandardFileManager(null, null, StandardCharsets.UTF_8)) {
            var sources = manager.getJavaFileObjectsFromPaths(files);
            var task = (JavacTask) compiler.getTask(null, manager, null, List.of("-proc:none"), null, sources);
            for (var unit : task.parse()) {
                var sentences = new TreeSet<String>();
                unit.accept(new SpokenSentences(), sentences);
                spoken.put(Path.of(unit.getSourceFile().toUri()), sentences);
            }
        }
        return spoken;
    }

    @Override
    public Void visitLiteral(LiteralTree literal, Set<String> spoken) {
        if (literal.getValue() instanceof String words) {
            note(words, spoken);
        }
        return null;
    }

    @Override
    public Void visitBinary(BinaryTree sum, Set<String> spoken) {
        if (!isText(sum)) {
            return super.visitBinary(sum, spoken);
        }
        note(numbered(put(sum, spoken)), spoken);
        return null;
    }

    @Override
    public Void visitMethodInvocation(MethodInvocationTree call, Set<String> spoken) {
        if (isFormatted(call)) {
            note(numbered(put(call, spoken)), spoken);
            return null;
        }
        if (call.getMethodSelect() instanceof MemberSelectTree select
                && (NO_SPEECH.contains(select.getIdentifier().toString())
                        || select.getExpression().toString().equals("LOG"))) {
            return null;
        }
        return super.visitMethodInvocation(call, spoken);
    }

    @Override
    public Void visitNewClass(NewClassTree made, Set<String> spoken) {
        return FOR_PROGRAMMERS.contains(made.getIdentifier().toString()) ? null : super.visitNewClass(made, spoken);
    }

    @Override
    public Void visitMethod(MethodTree method, Set<String> spoken) {
        boolean isForPrograms = method.getName().contentEquals("toString")
                && method.getBody() != null
                && method.getBody().toString().contains("[");
        return isForPrograms ? null : super.visitMethod(method, spoken);
    }

    @Override
    public Void visitAnnotation(AnnotationTree annotation, Set<String> spoken) {
        return null;
    }

    private static boolean isText(ExpressionTree tree) {
        return switch (tree) {
            case LiteralTree literal -> literal.getValue() instanceof String;
            case ParenthesizedTree inner -> isText(inner.getExpression());
            case BinaryTree sum ->
                sum.getKind() == Kind.PLUS && (isText(sum.getLeftOperand()) || isText(sum.getRightOperand()));
            case MethodInvocationTree call -> isFormatted(call);
            default -> false;
        };
    }

    private static boolean isFormatted(MethodInvocationTree call) {
        return call.getMethodSelect() instanceof MemberSelectTree select
                && select.getIdentifier().contentEquals("formatted")
                && isText(select.getExpression());
    }

    /// What the code puts together, `{}` for what it puts in; what is put in is looked at for sentences of its own.
    private String put(ExpressionTree tree, Set<String> spoken) {
        if (isText(tree)) {
            switch (tree) {
                case LiteralTree literal -> {
                    return literal.getValue().toString();
                }
                case ParenthesizedTree inner -> {
                    return put(inner.getExpression(), spoken);
                }
                case BinaryTree sum -> {
                    return put(sum.getLeftOperand(), spoken) + put(sum.getRightOperand(), spoken);
                }
                case MethodInvocationTree call -> {
                    scan(call.getArguments(), spoken);
                    var words = put(((MemberSelectTree) call.getMethodSelect()).getExpression(), spoken);
                    return CONVERSION.matcher(words).replaceAll("{}").replace("%%", "%");
                }
                default -> {}
            }
        }
        scan(tree, spoken);
        return "{}";
    }

    private static String numbered(String words) {
        var parts = words.split("\\{}", -1);
        var sentence = new StringBuilder(parts[0]);
        for (int i = 1; i < parts.length; i++) {
            sentence.append('{').append(i - 1).append('}').append(parts[i]);
        }
        return sentence.toString();
    }

    /// A literal that is formatted elsewhere is one with places, too.
    private static void note(String words, Set<String> spoken) {
        var sentence = numbered(CONVERSION.matcher(words).replaceAll("{}")).strip();
        if (sentence.indexOf(' ') > 0
                && WORD.matcher(sentence).find()
                && !SQL.matcher(sentence).find()) {
            spoken.add(sentence);
        }
    }
}
