// Answers one JSON request a line with what JavaRosa decides. See README.md.

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.SimpleDateFormat;
import java.util.ArrayList;
import java.util.Date;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.javarosa.core.model.CoreModelModule;
import org.javarosa.core.model.FormDef;
import org.javarosa.core.model.FormIndex;
import org.javarosa.core.model.QuestionDef;
import org.javarosa.core.model.SelectChoice;
import org.javarosa.core.model.condition.EvaluationContext;
import org.javarosa.core.model.condition.IFunctionHandler;
import org.javarosa.core.model.data.IAnswerData;
import org.javarosa.core.model.instance.AbstractTreeElement;
import org.javarosa.core.model.instance.DataInstance;
import org.javarosa.core.model.instance.InstanceInitializationFactory;
import org.javarosa.core.model.instance.TreeElement;
import org.javarosa.core.model.instance.TreeReference;
import org.javarosa.core.reference.PrefixedRootFactory;
import org.javarosa.core.reference.Reference;
import org.javarosa.core.reference.ReferenceManager;
import org.javarosa.core.services.PrototypeManager;
import org.javarosa.core.services.storage.StorageManager;
import org.javarosa.core.services.storage.util.DummyIndexedStorageUtility;
import org.javarosa.core.util.JavaRosaCoreModule;
import org.javarosa.form.api.FormEntryController;
import org.javarosa.form.api.FormEntryModel;
import org.javarosa.form.api.FormEntryPrompt;
import org.javarosa.model.xform.XFormsModule;
import org.javarosa.xform.parse.XFormParser;
import org.javarosa.xform.util.XFormAnswerDataParser;
import org.javarosa.xpath.XPathNodeset;
import org.javarosa.xpath.XPathParseTool;
import org.opendatakit.validate.StubSetGeopointActionHandler;

public class JavaRosa {
    static final ObjectMapper JSON = new ObjectMapper();
    /** Of one reading; a repeat whose count asks its own last item has no end. */
    static final int MOST_STEPS = 3000;
    static FormDef form;
    static FormEntryController controller;
    static Path tables;

    public static void main(String[] arguments) throws Exception {
        PrintStream answers = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        System.setOut(System.err);
        tables = Files.createTempDirectory("tables");
        prepare();
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            answers.println(JSON.writeValueAsString(answered(JSON.readTree(line))));
        }
    }

    static void prepare() {
        PrototypeManager.registerPrototypes(JavaRosaCoreModule.classNames);
        PrototypeManager.registerPrototypes(CoreModelModule.classNames);
        StorageManager.setStorageFactory((name, type) -> new DummyIndexedStorageUtility<>());
        new CoreModelModule().registerModule();
        new XFormsModule().registerModule();
        XFormParser.registerActionHandler(
            StubSetGeopointActionHandler.ELEMENT_NAME, new StubSetGeopointActionHandler());
        ReferenceManager.instance().addReferenceFactory(
            new PrefixedRootFactory(new String[] {"file", "file-csv", "images", "audio", "video"}) {
                @Override
                protected Reference factory(String terminal, String address) {
                    return new TableReference(new File(tables.toFile(), terminal), address);
                }
            });
    }

    static Map<String, Object> answered(JsonNode request) {
        try {
            return Map.of("ok", result(request));
        } catch (Exception | StackOverflowError error) {
            String told = error.getMessage() == null ? "" : error.getMessage();
            String first = told.strip().lines().findFirst().orElse("");
            return Map.of("error", error.getClass().getSimpleName() + ": " + first);
        }
    }

    static Object result(JsonNode request) throws Exception {
        String path = request.path("path").asText();
        switch (request.get("do").asText()) {
            case "load":
                load(request.get("form").asText(), request.path("tables"));
                return state();
            case "answer":
                answer(nodes().get(path), request.get("value").asText());
                return state();
            case "add":
                add(path);
                return state();
            case "value":
                return value(request.get("expr").asText(), nodes().get(path).getRef());
            default:
                throw new IllegalArgumentException("unknown: " + request);
        }
    }

    static void load(String text, JsonNode files) throws Exception {
        for (Iterator<Map.Entry<String, JsonNode>> each = files.fields(); each.hasNext(); ) {
            Map.Entry<String, JsonNode> file = each.next();
            Files.writeString(tables.resolve(file.getKey()), file.getValue().asText());
        }
        form = new XFormParser(new StringReader(text)).parse();
        form.getEvaluationContext().addFunctionHandler(new PullData());
        controller = new FormEntryController(new FormEntryModel(form));
        form.initialize(true, new InstanceInitializationFactory());
    }

    /** Stored even where it breaks a constraint: the verdict is read from the state. */
    static void answer(TreeElement node, String text) {
        TreeReference ref = node.getRef();
        QuestionDef question = FormDef.findQuestionByRef(ref, form);
        IAnswerData data = text.isEmpty()
            ? null
            : XFormAnswerDataParser.getAnswerData(text, node.getDataType(), question);
        form.setValue(data, ref, true);
    }

    /** A new item at the end of a repeat, where a person is asked for one. */
    static void add(String path) {
        controller.jumpToIndex(FormIndex.createBeginningOfFormIndex());
        int event;
        while ((event = controller.stepToNextEvent()) != FormEntryController.EVENT_END_OF_FORM) {
            TreeReference ref = controller.getModel().getFormIndex().getReference();
            if (event == FormEntryController.EVENT_PROMPT_NEW_REPEAT
                && path.equals(repeatPath(ref))) {
                controller.newRepeat();
                return;
            }
        }
        throw new IllegalArgumentException("no more items at " + path);
    }

    /** Of the repeat that a new item would join: the items above keep their places. */
    static String repeatPath(TreeReference ref) {
        StringBuilder path = new StringBuilder();
        TreeElement element = form.getMainInstance().getRoot();
        for (int step = 1; step < ref.size(); step++) {
            boolean isLast = step == ref.size() - 1;
            List<TreeElement> same = element.getChildrenWithName(ref.getName(step));
            boolean isRepeat = !same.isEmpty() && same.get(0).isRepeatable();
            if (isLast) {
                return path.append(ref.getName(step)).toString();
            }
            element = element.getChild(ref.getName(step), ref.getMultiplicity(step));
            if (isRepeat) {
                path.append(ref.getName(step)).append('[').append(ref.getMultiplicity(step) + 1)
                    .append("]/");
            }
        }
        return path.toString();
    }

    static Map<String, TreeElement> nodes() {
        Map<String, TreeElement> found = new LinkedHashMap<>();
        collect(form.getMainInstance().getRoot(), "", found, new LinkedHashMap<>());
        return found;
    }

    /** Leaves by path, without groups; and how many relevant items each repeat has. */
    static void collect(
        TreeElement parent, String before, Map<String, TreeElement> leaves,
        Map<String, Integer> items
    ) {
        for (int place = 0; place < parent.getNumChildren(); place++) {
            TreeElement child = parent.getChildAt(place);
            String path = before + child.getName();
            if (child.isRepeatable()) {
                int added = child.getMult() >= 0 && child.isRelevant() ? 1 : 0;
                items.merge(path, added, Integer::sum);
                if (child.getMult() >= 0) {
                    collect(child, path + "[" + (child.getMult() + 1) + "]/", leaves, items);
                }
            } else if (child.getNumChildren() > 0) {
                if (!child.getName().equals("meta")) {
                    collect(child, before, leaves, items);
                }
            } else {
                leaves.put(path, child);
            }
        }
    }

    static Map<String, Object> state() {
        walked();  // a list that is read drops an answer no longer in it, which may change others
        Map<String, List<String>> choices = walked();
        Map<String, TreeElement> leaves = new LinkedHashMap<>();
        Map<String, Integer> items = new LinkedHashMap<>();
        collect(form.getMainInstance().getRoot(), "", leaves, items);
        Map<String, Object> nodes = new LinkedHashMap<>();
        leaves.forEach((path, leaf) -> {
            Map<String, Object> found = new LinkedHashMap<>();
            found.put("relevant", leaf.isRelevant());
            found.put("required", leaf.isRequired());
            found.put("readonly", !leaf.isEnabled());
            found.put("value", leaf.getValue() == null ? "" : leaf.getValue().uncast().getString());
            found.put("violation", leaf.isRelevant() ? violation(leaf) : null);
            List<String> offered = choices.get(leaf.getRef().toString(true, true));
            if (offered != null) {
                found.put("choices", offered);
            }
            nodes.put(path, found);
        });
        return Map.of("nodes", nodes, "items", items);
    }

    static String violation(TreeElement leaf) {
        IAnswerData data = leaf.getValue();
        if (data == null) {
            return leaf.isRequired() ? "required" : null;
        }
        return form.evaluateConstraint(leaf.getRef(), data) ? null : "constraint";
    }

    /** From first to last question, as a person goes: counted items come to be, lists are read. */
    static Map<String, List<String>> walked() {
        Map<String, List<String>> found = new LinkedHashMap<>();
        controller.jumpToIndex(FormIndex.createBeginningOfFormIndex());
        int event;
        int steps = 0;
        while ((event = controller.stepToNextEvent()) != FormEntryController.EVENT_END_OF_FORM) {
            if (++steps > MOST_STEPS) {
                throw new IllegalStateException("the form grows while it is read");
            }
            if (event == FormEntryController.EVENT_QUESTION) {
                FormIndex index = controller.getModel().getFormIndex();
                FormEntryPrompt prompt = controller.getModel().getQuestionPrompt(index);
                List<SelectChoice> offered = prompt.getSelectChoices();
                if (offered != null) {
                    List<String> codes = new ArrayList<>();
                    offered.forEach(choice -> codes.add(choice.getValue()));
                    found.put(index.getReference().toString(true, true), codes);
                }
            }
        }
        return found;
    }

    static Map<String, Object> value(String expr, TreeReference standing) throws Exception {
        EvaluationContext context = new EvaluationContext(form.getEvaluationContext(), standing);
        Object found = XPathParseTool.parseXPath(expr).eval(form.getMainInstance(), context);
        Map<String, Object> told = new LinkedHashMap<>();
        if (found instanceof XPathNodeset) {
            List<Object> values = new ArrayList<>();
            for (int place = 0; place < ((XPathNodeset) found).size(); place++) {
                values.add(plain(((XPathNodeset) found).getValAt(place)));
            }
            told.put("value", values);
            told.put("type", "nodeset");
        } else {
            told.put("value", plain(found));
            told.put("type", kind(found));
        }
        return told;
    }

    static String kind(Object found) {
        if (found instanceof Boolean) {
            return "boolean";
        }
        if (found instanceof Number) {
            return "number";
        }
        return found instanceof Date ? "date" : "string";
    }

    /** What JSON can say; a moment in UTC, only the day at midnight. */
    static Object plain(Object found) {
        if (found instanceof Date) {
            String moment = new SimpleDateFormat("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'").format(found);
            return moment.endsWith("T00:00:00.000Z") ? moment.substring(0, 10) : moment;
        }
        if (found instanceof Double) {
            double number = (Double) found;
            boolean isWhole = number == Math.rint(number) && Math.abs(number) < 1L << 53;
            return Double.isNaN(number) || Double.isInfinite(number)
                ? String.valueOf(number)
                : isWhole ? (Object) (long) number : found;
        }
        return found instanceof Boolean || found instanceof Number ? found : String.valueOf(found);
    }
}

/** pulldata('table', 'column', 'key column', key), as Collect adds it. */
class PullData implements IFunctionHandler {
    public String getName() {
        return "pulldata";
    }

    public List<Class[]> getPrototypes() {
        List<Class[]> all = new ArrayList<>();
        all.add(new Class[] {String.class, String.class, String.class, String.class});
        return all;
    }

    public boolean rawArgs() {
        return false;
    }

    public boolean realTime() {
        return false;
    }

    public Object eval(Object[] arguments, EvaluationContext context) {
        DataInstance<?> table = JavaRosa.form.getNonMainInstance((String) arguments[0]);
        if (table == null) {
            throw new IllegalArgumentException("no table " + arguments[0]);
        }
        AbstractTreeElement<?> root = table.getRoot();
        for (int place = 0; place < root.getNumChildren(); place++) {
            AbstractTreeElement<?> row = root.getChildAt(place);
            if (cell(row, (String) arguments[2]).equals(arguments[3])) {
                return cell(row, (String) arguments[1]);
            }
        }
        return "";
    }

    static String cell(AbstractTreeElement<?> row, String column) {
        AbstractTreeElement<?> found = row.getChild(column, 0);
        return found == null || found.getValue() == null
            ? "" : found.getValue().uncast().getString();
    }
}

class TableReference implements Reference {
    private final File file;
    private final String address;

    TableReference(File file, String address) {
        this.file = file;
        this.address = address;
    }

    public InputStream getStream() throws IOException {
        return new FileInputStream(file);
    }

    public OutputStream getOutputStream() throws IOException {
        throw new IOException("only read");
    }

    public boolean doesBinaryExist() {
        return file.exists();
    }

    public String getURI() {
        return address;
    }

    public String getLocalURI() {
        return file.getAbsolutePath();
    }

    public boolean isReadOnly() {
        return true;
    }

    public void remove() {
    }

    public Reference[] probeAlternativeReferences() {
        return new Reference[0];
    }
}
