import { Link } from "@tanstack/react-router";
import { AnswerHeader } from "../../layout/AnswerHeader";
import { Page } from "../../layout/Page";

/** No division is recorded: what that means, and where to go on. */
export function NoDivisions() {
  return (
    <>
      <AnswerHeader answer="No division is recorded." rest="There is no border to look at." title="Divisions" />
      <Page>
        <p className="secondary">
          A division is a part of the company with domains, teams and systems of its own. Record one, or look at{" "}
          <Link to="/systems" className="link">systems and markets</Link>.
        </p>
      </Page>
    </>
  );
}
