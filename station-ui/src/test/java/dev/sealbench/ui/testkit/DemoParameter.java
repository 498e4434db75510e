package dev.sealbench.ui.testkit;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/// Gives tests the one [Demo] of this Java process, made when first asked for; JUnit closes it after the last test.
public final class DemoParameter implements ParameterResolver {

    private static final Namespace NAMESPACE = Namespace.create(DemoParameter.class);

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Demo.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return demo(context);
    }

    /// The demonstration itself.
    public static Demo demo(ExtensionContext context) {
        return once(context, Demo.class, Demo::create);
    }

    /// Something that takes a while and can fail.
    @FunctionalInterface
    public interface Maker<T> {
        /// Makes it.
        T make() throws Exception;
    }

    /// The one `type` of this Java process.
    public static <T> T once(ExtensionContext context, Class<T> type, Maker<T> maker) {
        var store = context.getRoot().getStore(NAMESPACE);
        return store.getOrComputeIfAbsent(type, _ -> made(type, maker), type);
    }

    private static <T> T made(Class<T> type, Maker<T> maker) {
        try {
            return maker.make();
        } catch (Exception e) {
            throw new IllegalStateException("no " + type.getSimpleName(), e);
        }
    }
}
