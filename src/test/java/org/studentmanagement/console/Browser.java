package org.studentmanagement.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.studentmanagement.testsupport.Users.PASSWORD;

import io.restassured.RestAssured;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.commons.io.IOUtils;
import org.openqa.selenium.By;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.Keys;
import org.openqa.selenium.NoSuchElementException;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebDriver;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.support.ui.ExpectedConditions;
import org.openqa.selenium.support.ui.FluentWait;
import org.openqa.selenium.support.ui.Select;
import org.openqa.selenium.support.ui.WebDriverWait;
import org.studentmanagement.testsupport.Fixtures.Row;

/** A Chromium without a window, if this machine has one with its driver, and what a person does in it. */
final class Browser implements AutoCloseable {
    private static final List<String> CHROMIUM =
            List.of("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome");
    private static final List<String> DRIVER =
            List.of("/usr/bin/chromedriver", "/usr/lib/chromium-browser/chromedriver");
    private static final Path PICTURES = Path.of("target/console");
    private static final List<Integer> WIDTHS = List.of(1280, 768, 360);

    private static final String AXE = read("/axe.min.js");
    /** What is not kept of the rules asked for, each with the first element that does not. */
    private static final String FAULTS = """
            axe.run({ runOnly: arguments[0] })
              .then((found) => found.violations.map((rule) => `${rule.id}: ${rule.help} ${rule.nodes[0].html}`))
              .then(arguments[1]);
            """;
    /** By theme, the rules of WCAG 2.2 AA: another theme changes colours, and no element. */
    private static final Map<String, List<String>> RULES = new TreeMap<>(Map.of(
            "light",
            List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"),
            "dark",
            List.of("color-contrast", "link-in-text-block")));

    private final ChromeDriver driver;
    /** Where it reaches the service. */
    private int port;

    private Browser(ChromeDriver driver) {
        this.driver = driver;
    }

    private static String read(String resource) {
        try {
            return IOUtils.resourceToString(resource, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Browser open() {
        List<Path> programs = Stream.of(CHROMIUM, DRIVER)
                .flatMap(names ->
                        names.stream().map(Path::of).filter(Files::isExecutable).limit(1))
                .toList();
        assumeTrue(
                programs.size() == 2,
                "No Chromium with its driver is installed: the console is not tried in a browser.");
        ChromeOptions options = new ChromeOptions()
                .setBinary(programs.get(0).toFile())
                .addArguments(
                        "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--lang=en-GB");
        ChromeDriverService service = new ChromeDriverService.Builder()
                .usingDriverExecutable(programs.get(1).toFile())
                .withLogFile(new File("target/chromedriver.log"))
                .build();
        return new Browser(new ChromeDriver(service, options));
    }

    void go(String path) {
        driver.get(address() + "/#" + path);
    }

    private String address() {
        return "http://localhost:" + port;
    }

    /** Signed in already, with the session of somebody. */
    void open(String session, String path) {
        driver.executeCdpCommand("Network.setCookie", Map.of("name", "session", "value", session, "url", address()));
        go(path);
        find(By.cssSelector("header"));
    }

    void signIn(Row user) {
        go("/");
        type("E-mail address", user.key());
        type("Password", PASSWORD);
        click("Sign in");
        find(By.cssSelector("header"));
    }

    void type(String label, String text) {
        replace(field(label), text);
    }

    /** Into the field of this name, which is left then. */
    void enter(String name, String text) {
        replace(By.xpath("//input[@aria-label=\"%s\"]".formatted(name)), text, Keys.TAB);
    }

    private void replace(By by, CharSequence... keys) {
        act(by, field -> {
            field.clear();
            field.sendKeys(keys);
            return true;
        });
    }

    /** As if dragged onto the heading of the page, beside any field. */
    void drop(String name, String content) {
        find(By.tagName("h1"));
        driver.executeScript(
                "const files = new DataTransfer(); files.items.add(new File([arguments[1]], arguments[0]));"
                        + " document.querySelector('h1').dispatchEvent(new DragEvent('drop', { dataTransfer: files, bubbles: true }))",
                name,
                content);
    }

    /** Of a field in which a day or a month is chosen, whose keys are another in each language. */
    void pickDay(String label, String day) {
        driver.executeScript(
                "arguments[0].value = arguments[1]; arguments[0].dispatchEvent(new Event('change', { bubbles: true }))",
                labelled(label),
                day);
    }

    /** Of what a field offers, when it does. */
    void pick(String label, String name) {
        patiently().ignoring(NoSuchElementException.class).until(d -> {
            new Select(labelled(label)).selectByVisibleText(name);
            return true;
        });
    }

    /** To the question that the page has put. */
    void agree() {
        patiently().until(ExpectedConditions.alertIsPresent()).accept();
    }

    /** As a person who does not look for the pointer. */
    void press(CharSequence... keys) {
        driver.switchTo().activeElement().sendKeys(keys);
    }

    /** Waits until a key would reach it: a field by its name, or what says so. */
    void reaches(String name) {
        patiently().until(d -> {
            WebElement focused = d.switchTo().activeElement();
            return name.equals(focused.getAttribute("name")) || name.equals(focused.getText());
        });
    }

    void click(String name) {
        click(By.xpath(
                "//*[self::button or self::a or self::summary][normalize-space()=\"%1$s\" or @aria-label=\"%1$s\"]"
                        .formatted(name)));
    }

    /** The link in the row of a table that has the text. */
    void follow(String text) {
        click(By.xpath("//tr[td[normalize-space()=\"%s\"]]//a".formatted(text)));
    }

    private void click(By by) {
        act(by, found -> {
            found.click();
            return true;
        });
    }

    /** Waits until the page says it. */
    void sees(String text) {
        find(By.xpath("//body//*[contains(normalize-space(), \"%s\") and not(self::script)]".formatted(text)));
    }

    /** What can be read on the page. */
    String text() {
        return act(By.tagName("main"), WebElement::getText);
    }

    /** The field that a label names, in it or by its id, or that has the name itself. */
    WebElement labelled(String label) {
        return find(field(label));
    }

    private static By field(String label) {
        return By.xpath(
                "//label[contains(normalize-space(), \"%1$s\")]//*[self::input or self::select or self::textarea]|//*[@id=//label[normalize-space()=\"%1$s\"]/@for]|//*[@aria-label=\"%1$s\"][self::input or self::select]"
                        .formatted(label));
    }

    WebElement find(By by) {
        return act(by, Function.identity());
    }

    /** Does it to the first that can be seen, when there is one, and to the next where the page was drawn anew before it was done. */
    private <T> T act(By by, Function<WebElement, T> what) {
        return patiently()
                .withMessage(() -> "%s on the page%n%s"
                        .formatted(by, driver.findElement(By.tagName("body")).getText()))
                .until(d -> d.findElements(by).stream()
                        .filter(WebElement::isDisplayed)
                        .findFirst()
                        .map(what)
                        .orElse(null));
    }

    private FluentWait<WebDriver> patiently() {
        return new WebDriverWait(driver, Duration.ofSeconds(20), Duration.ofMillis(50))
                .ignoring(StaleElementReferenceException.class);
    }

    /** Of the page as it was first loaded: when there was something to see, in milliseconds, and how many bytes of script came. */
    Map<String, Number> firstView() {
        return Map.of(
                "milliseconds",
                (Number) driver.executeScript(
                        "return performance.getEntriesByName('first-contentful-paint')[0].startTime"),
                "bytes",
                (Number)
                        driver.executeScript(
                                "return performance.getEntriesByType('resource')"
                                        + ".filter((loaded) => loaded.name.endsWith('.js')).reduce((sum, loaded) => sum + loaded.encodedBodySize, 0)"));
    }

    /** The service behind another port. */
    void through(int other) {
        port = other;
    }

    /** As if its window had been closed: a page that is left open would go on with whom it knows. */
    void beginAgain() {
        through(RestAssured.port);
        forgetSession();
        driver.get("about:blank");
    }

    void forgetSession() {
        driver.manage().deleteAllCookies();
    }

    /** Nothing reaches the service from now on, or all does again. */
    void pullTheCable(boolean pulled) {
        driver.executeCdpCommand("Network.enable", Map.of());
        driver.executeCdpCommand(
                "Network.emulateNetworkConditions",
                Map.of("offline", pulled, "latency", 0, "downloadThroughput", -1, "uploadThroughput", -1));
    }

    /** Nothing that WCAG 2.2 AA asks for is missing in either theme, and no width is too small; each is kept as a picture. */
    void isAccessible(String view) throws IOException {
        Files.createDirectories(PICTURES);
        patiently().until(d -> d.findElements(By.className("loading")).isEmpty());
        // a page that was not loaded anew has it already
        if (!Boolean.TRUE.equals(driver.executeScript("return 'axe' in window"))) {
            driver.executeScript(AXE);
        }
        for (String theme : RULES.keySet()) {
            driver.executeCdpCommand(
                    "Emulation.setEmulatedMedia",
                    Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", theme))));
            for (int width : WIDTHS) {
                driver.manage().window().setSize(new Dimension(width, 900));
                Number beyond = (Number) driver.executeScript(
                        "return document.documentElement.scrollWidth - document.documentElement.clientWidth");
                assertThat(beyond.intValue())
                        .as("%s is wider than %d pixels", view, width)
                        .isLessThanOrEqualTo(0);
                Files.write(
                        PICTURES.resolve("%s-%s-%d.png".formatted(view, theme, width)),
                        driver.getScreenshotAs(OutputType.BYTES));
            }
            assertThat((List<?>) driver.executeAsyncScript(FAULTS, RULES.get(theme)))
                    .as("%s, %s", view, theme)
                    .isEmpty();
        }
    }

    @Override
    public void close() {
        driver.quit();
    }
}
