import { useGraphiQL, useGraphiQLActions } from '@graphiql/react';
import { collection, variablesOf } from './collection.js';

/** The ready operations: each opens in a tab of its own, with the ids of the last answers in its variables. */
export function CollectionPane({ recent }) {
  const { schema, queryEditor, variableEditor } = useGraphiQL((state) => state);
  const { addTab, prettifyEditors } = useGraphiQLActions();
  const open = (operation) => {
    addTab();
    queryEditor?.setValue(operation.query);
    const variables = variablesOf(operation, recent.of);
    variableEditor?.setValue(Object.keys(variables).length > 0 ? JSON.stringify(variables, null, 2) : '');
    prettifyEditors();
  };
  const offered = ({ needs }) => !needs || Boolean(schema?.getMutationType()?.getFields()[needs]);
  return collection
    .map(({ group, operations }) => ({ group, operations: operations.filter(offered) }))
    .filter(({ operations }) => operations.length > 0)
    .map(({ group, operations }) => (
      <section className="pane" key={group}>
        <h3>{group}</h3>
        <ul className="operations">
          {operations.map((operation) => (
            <li key={operation.title}>
              <button type="button" onClick={() => open(operation)}>
                {operation.title}
              </button>
            </li>
          ))}
        </ul>
      </section>
    ));
}
